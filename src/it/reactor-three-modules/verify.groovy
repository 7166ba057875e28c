def support = evaluate(new File(basedir, '../../../../src/it/support.groovy'))

try {
    assert context.status('logs').state == 'stopped'
    assert support.isFree(context.port)
    assert support.leftovers().isEmpty()
} finally {
    support.cleanUp()
}
