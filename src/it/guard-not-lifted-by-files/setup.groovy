def support = evaluate(new File(basedir, '../../../../src/it/support.groovy'))

// Python under the name of a protected program: the executable's name counts, not what the command line claims.
def (executable, home) = ['python3', '-c', 'import sys; print(sys.executable, sys.base_prefix)'].execute().text.split()
def sshd = new File(basedir, 'sshd')
sshd.bytes = new File(executable).canonicalFile.bytes
sshd.executable = true

context.port = support.freePort()
context.pid = support.holder(context.port, python: sshd.path, environment: [PYTHONHOME: home]).pid()
support.define('it.port', context.port)

new File(basedir, '.mvn').mkdir()
new File(basedir, '.mvn/maven.config').text = '-Dportman.allow=sshd\n'
return true
