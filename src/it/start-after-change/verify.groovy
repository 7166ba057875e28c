def support = evaluate(new File(basedir, '../../../../src/it/support.groovy'))

try {
    assert !new File(basedir, 'build.log').text.contains('s3cr3t')
    assert support.leftovers().isEmpty()
} finally {
    support.cleanUp()
}
