def support = evaluate(new File(basedir, '../../../../src/it/support.groovy'))

def output = support.output()
assert (output =~ /backend is ready on \S+:${context.port + 1} /).size() == 2: 'restarted'
assert new File(basedir, 'target/exec.txt').text.trim() == "port ${context.port + 1}": 'exec found the server that the build has'
assert output.contains("listening on port ${context.port + 1}"): 'its log'
assert (output =~ /backend is stopped/).size() == 2: 'by the restart and by the stop, and not by exec'
assert support.leftovers() == [context.persons.pid.toLong()]
