def support = evaluate(new File(basedir, '../../../../src/it/support.groovy'))

assert context.holder.alive
assert support.output() =~ /Port $context.port is held by pid ${context.holder.pid()} [\s\S]*It would be ended: SIGKILL/
support.skipOutput()
