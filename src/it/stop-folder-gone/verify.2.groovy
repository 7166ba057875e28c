def support = evaluate(new File(basedir, '../../../../src/it/support.groovy'))

assert support.accepts(context.port)
assert support.output() =~ /backend-of-a-folder-that-is-gone \(pid \d+, port $context.port\) would be stopped/
support.skipOutput()
