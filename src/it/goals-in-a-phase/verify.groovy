def support = evaluate(new File(basedir, '../../../../src/it/support.groovy'))

try {
    assert support.isFree(context.port) && support.leftovers().isEmpty()
} finally {
    support.cleanUp()
}
