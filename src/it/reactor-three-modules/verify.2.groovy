def support = evaluate(new File(basedir, '../../../../src/it/support.groovy'))

def application = context.status('logs')
assert application.state == 'running' && application.port == context.port
assert application.directory == new File(basedir, 'application').canonicalPath
assert support.leftovers() == [application.pid.toLong()]: 'one server, not one for each module'

def log = support.output()
assert ['reactor-three-modules', 'library', 'documentation'].every { log.contains("No servers are described in ${it}.") }
