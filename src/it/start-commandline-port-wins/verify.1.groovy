def support = evaluate(new File(basedir, '../../../../src/it/support.groovy'))

def backend = support.status('backend')
assert backend.port == context.typedPort && backend.requestedPort == context.typedPort
assert support.accepts(context.typedPort)
assert support.isFree(context.pomPort)
