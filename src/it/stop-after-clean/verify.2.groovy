def support = evaluate(new File(basedir, '../../../../src/it/support.groovy'))

assert !new File(basedir, 'target').exists()
assert support.accepts(context.port)
