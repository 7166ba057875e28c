def support = evaluate(new File(basedir, '../../../../src/it/support.groovy'))

assert support.output() =~ /backend +unhealthy +port $context.port +ok[\s\S]*backend +unhealthy +command test +FAILED[\s\S]*Not every server is running and healthy/
def backend = support.status('backend')
assert backend.state == 'unhealthy' && backend.checks.find { it.check == 'command test' }.ok == false
