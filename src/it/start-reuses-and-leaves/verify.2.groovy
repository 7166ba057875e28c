def support = evaluate(new File(basedir, '../../../../src/it/support.groovy'))

assert new File(basedir, 'target/answer.txt').text.trim() == "pid $context.first.pid"
def output = support.output()
assert output.contains("backend is left running on port $context.port: it was started to stay.")
assert !output.contains('Nothing to stop')
assert support.isAlive(context.first.pid) && support.leftovers() == [context.first.pid.toLong()]
