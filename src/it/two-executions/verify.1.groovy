def support = evaluate(new File(basedir, '../../../../src/it/support.groovy'))

assert new File(basedir, 'after.txt').text == new File(basedir, 'before.txt').text: 'the stop of the application left the database alone'
def stopped = (support.output() =~ /(\w+) is stopped/).collect { it[1] }
assert stopped == ['application', 'database']: 'the database at the end of the build'
assert support.leftovers().isEmpty()
