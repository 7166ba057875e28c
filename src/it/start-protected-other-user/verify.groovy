def support = evaluate(new File(basedir, '../../../../src/it/support.groovy'))

try {
    assert context.processes[0].alive
    assert support.isFree(context.port + 1)
    assert support.leftovers().isEmpty()
} finally {
    support.cleanUp()
}
