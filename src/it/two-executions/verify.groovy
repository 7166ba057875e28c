def support = evaluate(new File(basedir, '../../../../src/it/support.groovy'))

try {
    def stopped = (support.output() =~ /(\w+) is stopped/).collect { it[1] }
    assert stopped == ['application', 'database']
    assert support.leftovers().isEmpty()
} finally {
    support.cleanUp()
}
