def support = evaluate(new File(basedir, '../../../../src/it/support.groovy'))

def log = support.output()
assert log.contains("http.port is set to ${context.held} on the command line") && log.contains('cannot be reserved')
assert log =~ /${context.held} by pid \d+ \(python3\)/
support.define('http.port', 'any')
