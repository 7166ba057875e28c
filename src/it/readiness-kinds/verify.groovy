def support = evaluate(new File(basedir, '../../../../src/it/support.groovy'))

try {
    def output = support.output()
    def error = output.readLines().find { it.contains('[ERROR]') && it.contains('backend said after') }
    assert error.contains('FATAL: no database for user anna')
    assert !output.contains('hunter2')
    assert support.status('backend').state == 'failed'
    assert support.isFree(context.port)
    assert support.leftovers().isEmpty()
} finally {
    support.cleanUp()
}
