def support = evaluate(new File(basedir, '../../../../src/it/support.groovy'))

context.persons = support.status('backend')
assert context.persons.state == 'running' && context.persons.port == context.port
support.skipOutput()
