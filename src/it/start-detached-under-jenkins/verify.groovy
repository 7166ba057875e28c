def support = evaluate(new File(basedir, '../../../../src/it/support.groovy'))

try {
    assert !support.isAlive(context.kept): 'it was kept from Jenkins, not from portman:stop'
    assert support.leftovers().isEmpty()
} finally {
    support.cleanUp()
}
