def support = evaluate(new File(basedir, '../../../../src/it/support.groovy'))

assert support.status('backend').state == 'running'
assert support.accepts(context.port)
context.servers = support.leftovers()
assert context.servers.size() == 1: 'the server alone; its launcher is gone'
support.skipOutput()
