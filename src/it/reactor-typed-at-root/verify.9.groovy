def support = evaluate(new File(basedir, '../../../../src/it/support.groovy'))

assert support.output().contains("portman.servers names 'frontend'")
assert context.servers()*.state == ['stopped', 'running', 'running']
