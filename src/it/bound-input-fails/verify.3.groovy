def support = evaluate(new File(basedir, '../../../../src/it/support.groovy'))

try {
    def output = support.output()
    assert output.contains("The execution 'stop-database' of portman:stop names 'databse'") && output.contains('Did you mean database?')
    assert support.leftovers().isEmpty()
} finally {
    support.cleanUp()
}
