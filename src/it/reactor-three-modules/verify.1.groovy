def support = evaluate(new File(basedir, '../../../../src/it/support.groovy'))

def application = context.status('target/portman')
assert application.state == 'stopped' && application.requestedPort == context.port
assert new File(basedir, 'application/target/answer.txt').text.startsWith('pid ')
assert support.isFree(context.port)
assert support.leftovers().isEmpty()
support.skipOutput()
