def support = evaluate(new File(basedir, '../../../../src/it/support.groovy'))

def all = context.seen('a') + context.seen('b')
assert all.toSet().size() == 4: 'two modules with the same names have ports of their own'
assert support.output().findAll(/Reserved port (\d+) as/) { it[1].toInteger() }.sort() == all.sort()
support.define('http.port', context.held)
