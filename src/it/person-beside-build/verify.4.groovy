def support = evaluate(new File(basedir, '../../../../src/it/support.groovy'))

def output = support.output()
assert output.contains('backend') && output.contains('database')
assert support.leftovers().size() == 2
