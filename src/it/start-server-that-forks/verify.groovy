def support = evaluate(new File(basedir, '../../../../src/it/support.groovy'))

try {
    assert support.output().contains("backend is ready on http://127.0.0.1:$context.port")
    assert support.leftovers().isEmpty(): 'it does not outlive its build'
    assert support.isFree(context.port)
} finally {
    support.cleanUp()
}
