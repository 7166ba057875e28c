def support = evaluate(new File(basedir, '../../../../src/it/support.groovy'))

assert support.output().contains('portman:run cannot run in a phase') && support.leftovers().isEmpty()
