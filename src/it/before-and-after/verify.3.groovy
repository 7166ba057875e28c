def support = evaluate(new File(basedir, '../../../../src/it/support.groovy'))

def output = support.output()
assert output.contains('backend was not started: python3 migrate.py nowhere, which comes before its start, ended with exit code 1')
assert output.contains("invalid literal for int() with base 10: 'nowhere'")
assert support.leftovers() == [context.database.pid.toLong()]
