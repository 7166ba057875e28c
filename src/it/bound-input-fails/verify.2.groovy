def support = evaluate(new File(basedir, '../../../../src/it/support.groovy'))

def output = support.output()
assert output.contains("<name> 'database' is described differently by the executions 'one-suite' and 'other-suite' (port)")
assert !output.contains('is ready') && support.leftovers().isEmpty()
