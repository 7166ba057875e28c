def support = evaluate(new File(basedir, '../../../../src/it/support.groovy'))

def output = support.output()
assert new File(basedir, 'target/after.txt').text.trim() == "pid $context.persons.pid"
assert new File(basedir, 'target/exec.txt').text.trim() == "port $context.port"
assert output.contains("backend is left running on port $context.port: it was started to stay.")
assert !output.contains('is stopped') && support.leftovers() == [context.persons.pid.toLong()]
