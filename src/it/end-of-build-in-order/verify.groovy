def support = evaluate(new File(basedir, '../../../../src/it/support.groovy'))

try {
    def output = support.output()
    assert (output =~ /(\w+) is stopped/).collect { it[1] } == ['proxy', 'web', 'api', 'database']
    assert output.contains('BUILD FAILURE')
    assert support.leftovers().isEmpty()
} finally {
    support.cleanUp()
}
