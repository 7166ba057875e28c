def support = evaluate(new File(basedir, '../../../../src/it/support.groovy'))

assert context.servers()*.state == ['stopped', 'running', 'running']
assert support.isFree(context.ports.backend)
support.skipOutput()
