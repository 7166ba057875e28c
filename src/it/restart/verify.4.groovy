def support = evaluate(new File(basedir, '../../../../src/it/support.groovy'))

def output = support.output()
def running = "backend \\(pid $context.second.pid, port $context.port\\)"
assert output =~ /$running would be stopped before: SIGTERM[\s\S]*backend would be started on port $context.port: /
assert output =~ /$running would be stopped, with its whole tree: SIGTERM/
assert support.leftovers() == [context.second.pid.toLong()]
