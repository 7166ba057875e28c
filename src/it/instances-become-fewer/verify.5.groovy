def support = evaluate(new File(basedir, '../../../../src/it/support.groovy'))

assert support.leftovers().size() == 3
support.skipOutput()
