def support = evaluate(new File(basedir, '../../../../src/it/support.groovy'))

context.first = support.status('backend')
assert context.first.state == 'running' && context.first.port == context.port
support.skipOutput()
