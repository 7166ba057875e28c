def support = evaluate(new File(basedir, '../../../../src/it/support.groovy'))

try {
    assert support.isFree(context.port)
    assert support.leftovers().isEmpty()
    assert support.status('backend').state == 'stopped'
    assert !new File(basedir, 'logs/backend.pid').exists()
} finally {
    support.cleanUp()
}
