def support = evaluate(new File(basedir, '../../../../src/it/support.groovy'))

assert support.output() =~ /backend is ready on http:\/\/127.0.0.1:$context.port /
assert support.isFree(context.port)
assert support.leftovers().isEmpty()
