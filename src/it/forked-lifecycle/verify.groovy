def support = evaluate(new File(basedir, '../../../../src/it/support.groovy'))

try {
    def output = support.output()
    assert (output =~ /database is ready/).size() == 1 && (output =~ /database is stopped/).size() == 1
    assert support.isFree(context.port) && support.leftovers().isEmpty()
} finally {
    support.cleanUp()
}
