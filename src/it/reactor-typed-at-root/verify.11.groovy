def support = evaluate(new File(basedir, '../../../../src/it/support.groovy'))

assert support.output().contains("portman.port '9000' fits one server only")
assert context.servers()*.state == ['stopped', 'running', 'running']
