def support = evaluate(new File(basedir, '../../../../src/it/support.groovy'))

def kept = support.statusOfBuild('backend')
assert kept.state == 'running' && support.leftovers() == [kept.pid.toLong()]
def output = support.output()
assert output.contains('stop it with mvn portman:stop') && output.contains('Nothing is stopped (portman.keepRunning).')
