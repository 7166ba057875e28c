def support = evaluate(new File(basedir, '../../../../src/it/support.groovy'))

def pids = context.persons*.pid*.toLong()
def answer = new File(basedir, 'target/answer.txt').text.trim()
def literal = new File(basedir, 'target/literal.txt').text.trim()
assert literal == "pid ${context.persons[0].pid}": 'the developer has the port'
assert answer.startsWith('pid ') && answer != literal: 'the tests have a server of their own'
assert support.leftovers().sort() == pids.sort(): 'the developer has both servers, and the build left none'
assert pids.every { support.isAlive(it) }
assert (support.output() =~ /backend is stopped/).size() == 2: 'twice, as it was called'

def ofBuild = new groovy.json.JsonSlurper().parse(new File(basedir, 'target/backend_status.json'))
assert ofBuild.side == 'build' && ofBuild.lifetime == 'build'
