def support = evaluate(new File(basedir, '../../../../src/it/support.groovy'))

def answers = new File(basedir, 'answers/all.txt').readLines()
assert answers.size() >= 4 && answers.unique(false).size() == 1: 'one database for all lifecycles of the module'
assert new File(basedir, 'answers/outer.txt').text.trim() == answers[0]: 'no stop of a fork has ended it'
def output = support.output()
assert output.contains('database runs already for this build')
assert (output =~ /database is ready/).size() == 1 && (output =~ /database is stopped/).size() == 1
// Each lifecycle that starts the generator stops it, too.
int started = (output =~ /generator is ready/).size()
assert started >= 4 && (output =~ /generator is stopped/).size() == started
assert support.isFree(context.port) && support.leftovers().isEmpty()
