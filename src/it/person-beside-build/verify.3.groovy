def support = evaluate(new File(basedir, '../../../../src/it/support.groovy'))

assert support.leftovers().size() == 2
assert support.output().contains('Nothing to stop: no server of')
