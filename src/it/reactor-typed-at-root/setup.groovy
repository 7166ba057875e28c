def support = evaluate(new File(basedir, '../../../../src/it/support.groovy'))

context.ports = ['backend', 'ui', 'admin'].collectEntries { [it, support.freePort()] }
context.ports.each { name, port -> support.define("it.$name", port) }
support.copyPythonServer()
