def support = evaluate(new File(basedir, '../../../../src/it/support.groovy'))

def ports = new File(basedir, 'app/target/ports.txt').text.split(' ')
assert ports[0].isInteger() && ports.every { it == ports[0] }
def later = new File(basedir, 'tests/target/ports.txt').text.split(' ')
assert later[0] == ports[0]
assert later[1] == '${portman.backend.port}': 'the short name belongs to the module'
assert new File(basedir, 'tests/target/answer.txt').text == new File(basedir, 'app/target/answer.txt').text
assert support.leftovers().isEmpty(): 'the build is over'
['app', 'tests'].each { new File(basedir, "$it/target").deleteDir() }
support.skipOutput()
