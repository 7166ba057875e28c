def support = evaluate(new File(basedir, '../../../../src/it/support.groovy'))

assert support.output().contains('kept it')
assert support.leftovers() == context.servers
