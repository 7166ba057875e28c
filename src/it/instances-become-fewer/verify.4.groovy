def support = evaluate(new File(basedir, '../../../../src/it/support.groovy'))

assert support.leftovers().isEmpty()
support.skipOutput()
