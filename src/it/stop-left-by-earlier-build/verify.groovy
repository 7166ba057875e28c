def support = evaluate(new File(basedir, '../../../../src/it/support.groovy'))

try {
    context.none()
    assert support.isFree(context.port)
} finally {
    support.cleanUp()
}
