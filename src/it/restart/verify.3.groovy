def support = evaluate(new File(basedir, '../../../../src/it/support.groovy'))

assert support.output().contains("'no-such-program' was not found on the PATH")
assert support.leftovers() == [context.second.pid.toLong()]
