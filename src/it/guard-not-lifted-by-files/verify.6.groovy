def support = evaluate(new File(basedir, '../../../../src/it/support.groovy'))

assert !support.isAlive(context.pid)
assert support.status('backend').port == context.port
