def support = evaluate(new File(basedir, '../../../../src/it/support.groovy'))

try {
    assert !support.output().contains('left running')
    assert support.leftovers().isEmpty()
} finally {
    support.cleanUp()
}
