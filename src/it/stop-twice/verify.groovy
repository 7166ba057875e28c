def support = evaluate(new File(basedir, '../../../../src/it/support.groovy'))

try {
    assert support.output().contains('Nothing to stop')
    assert support.status('backend').state == 'stopped'
} finally {
    support.cleanUp()
}
