def support = evaluate(new File(basedir, '../../../../src/it/support.groovy'))

context.persons = ['backend', 'database'].collect { support.status(it) }
assert context.persons*.state == ['running', 'running'] && context.persons*.port == [context.port, context.database]
support.skipOutput()
