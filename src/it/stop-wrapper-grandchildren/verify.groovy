def support = evaluate(new File(basedir, '../../../../src/it/support.groovy'))

try {
    assert support.leftovers().isEmpty()
    assert support.isFree(context.port)
    assert support.status('backend').state == 'stopped'
} finally {
    support.cleanUp()
}
