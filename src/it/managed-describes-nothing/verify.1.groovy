def support = evaluate(new File(basedir, '../../../../src/it/support.groovy'))

assert support.output().contains('no server is described') && support.leftovers().isEmpty()
