def support = evaluate(new File(basedir, '../../../../src/it/support.groovy'))

def backend = support.status('backend')
assert backend.state == 'running' && backend.port == context.port && backend.directory == basedir.canonicalPath
assert new File(basedir, 'where.txt').text.trim() == basedir.canonicalPath
assert support.leftovers() == [backend.pid.toLong()]: 'one server, not one for each module'
