def support = evaluate(new File(basedir, '../../../../src/it/support.groovy'))

try {
    def output = support.output()
    assert ['server/app:backend', 'ui', 'admin:backend'].every { output =~ "$it is stopped" }
    assert output.indexOf('] ui is stopped') < output.indexOf('server/app:backend is stopped'): 'dependents first'
    assert !output.contains('has ended') && !output.contains('by force')
    assert context.ports.every { support.isFree(it.value) }
    assert support.leftovers().isEmpty()
} finally {
    support.cleanUp()
}
