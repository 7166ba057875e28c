def support = evaluate(new File(basedir, '../../../../src/it/support.groovy'))

assert support.output().contains('Not everything asked for is running')
assert support.leftovers() == [context.persons.pid.toLong()]
