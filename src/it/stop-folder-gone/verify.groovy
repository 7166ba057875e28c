def support = evaluate(new File(basedir, '../../../../src/it/support.groovy'))

try {
    assert support.output().contains('contradicts portman.all')
    assert !new File(basedir, 'old').exists()
    assert support.leftovers().isEmpty()
} finally {
    support.cleanUp()
}
