def support = evaluate(new File(basedir, '../../../../src/it/support.groovy'))

assert support.output().contains('add -Dportman.side=build if it is meant all the same.')
assert support.leftovers().isEmpty()
