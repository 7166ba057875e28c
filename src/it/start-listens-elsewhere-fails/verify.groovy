def support = evaluate(new File(basedir, '../../../../src/it/support.groovy'))

try {
    assert support.output() =~ /\[ERROR\].*backend.*listens on.*$context.other/
    assert support.status('backend').state == 'failed'
    assert support.isFree(context.port) && support.isFree(context.other)
    assert support.leftovers().isEmpty()
} finally {
    support.cleanUp()
}
