import java.net.InetAddress

def support = evaluate(new File(basedir, '../../../../src/it/support.groovy'))

// This script runs in the Maven that starts the Maven of this case: an ancestor of it that listens.
context.port = support.freePort()
context.socket = new ServerSocket(context.port, 50, InetAddress.loopbackAddress)
context.pid = ProcessHandle.current().pid()
support.copyPythonServer()
support.define('it.port', context.port)
