def support = evaluate(new File(basedir, '../../../../src/it/support.groovy'))

assert support.leftovers().isEmpty()
assert support.isFree(context.port)
support.skipOutput()
