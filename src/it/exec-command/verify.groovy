def support = evaluate(new File(basedir, '../../../../src/it/support.groovy'))

try {
    def output = support.output()
    assert output.contains("'no-such-program' was not found on the PATH")
    assert !output.contains('Launched')
    assert context.ports.every { support.isFree(it) }
    assert support.leftovers().isEmpty()
} finally {
    support.cleanUp()
}
