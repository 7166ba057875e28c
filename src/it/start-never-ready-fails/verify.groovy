def support = evaluate(new File(basedir, '../../../../src/it/support.groovy'))

try {
    def error = support.output().readLines().find { it.contains('[ERROR]') && it.contains('backend') }
    assert error =~ /was not ready after \d/ && error.contains('/health') && error.contains('503')
    assert support.status('backend').state == 'failed'
    assert support.isFree(context.port)
    assert support.leftovers().isEmpty()
} finally {
    support.cleanUp()
}
