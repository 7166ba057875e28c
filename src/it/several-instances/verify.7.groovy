def support = evaluate(new File(basedir, '../../../../src/it/support.groovy'))

assert support.leftovers() == [context.first.frontend.pid.toLong()]
