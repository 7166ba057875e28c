def support = evaluate(new File(basedir, '../../../../src/it/support.groovy'))

context.ports = [support.freePort(), support.freePort()]
support.copyPythonServer()
support.define('it.backend', context.ports[0])
support.define('it.frontend', context.ports[1])
support.interrupt('portman:run') { it.contains('frontend is ready') && it.contains('frontend | listening') && it.contains('backend  | listening') }
