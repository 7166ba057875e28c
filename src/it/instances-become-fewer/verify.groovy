def support = evaluate(new File(basedir, '../../../../src/it/support.groovy'))

try {
    def log = support.output()
    assert log.contains('backend-3 is stopped') && !log.contains('not described any more')
    assert support.leftovers().isEmpty()
} finally {
    support.cleanUp()
}
