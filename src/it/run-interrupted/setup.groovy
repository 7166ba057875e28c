def support = evaluate(new File(basedir, '../../../../src/it/support.groovy'))

context.ports = [support.freePort(), support.freePort()]
support.copyPythonServer()
support.define('it.backend', context.ports[0])
support.define('it.frontend', context.ports[1])
support.interrupt('portman:run') { output ->
    ['backend is ready', 'frontend is ready', 'backend  | listening', 'frontend | listening'].every { output.contains(it) }
}
