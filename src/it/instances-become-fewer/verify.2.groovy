def support = evaluate(new File(basedir, '../../../../src/it/support.groovy'))

def log = support.output()
assert log =~ /WARNING.* backend-2, backend-3 run, and are not described any more\. Stop them with mvn portman:stop -Dportman\.servers=backend-2,backend-3\./
assert context.pids.drop(1).every { support.isAlive(it) }: 'they are named, and left to whoever started them'
support.define('portman.servers', 'backend-2,backend-3')
