def support = evaluate(new File(basedir, '../../../../src/it/support.groovy'))

try {
    assert support.isFree(context.port + 1)
    assert support.leftovers().isEmpty()
} finally {
    context.socket?.close()
    support.cleanUp()
}
