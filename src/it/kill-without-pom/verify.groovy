def support = evaluate(new File(basedir, '../../../../src/it/support.groovy'))

try {
    assert support.isFree(context.port)
    assert support.output().contains("Port $context.port is free")
} finally {
    support.cleanUp()
}
