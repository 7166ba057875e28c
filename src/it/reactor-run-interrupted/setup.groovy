def support = evaluate(new File(basedir, '../../../../src/it/support.groovy'))

context.ports = ['backend', 'ui', 'admin'].collectEntries { [it, support.freePort()] }
support.copyPythonServer()
context.ports.each { name, port -> support.define("it.$name", port) }
support.interrupt('portman:run') { output ->
    ['server/app:backend | listening', 'ui                 | listening', 'admin:backend      | listening'].every { output.contains(it) } &&
            output.count('is ready on') == 3
}
