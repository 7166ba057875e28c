def support = evaluate(new File(basedir, '../../../../src/it/support.groovy'))

assert !new File(basedir, 'uploads').exists()
assert support.leftovers() == [context.database.pid.toLong()]
support.skipOutput()
