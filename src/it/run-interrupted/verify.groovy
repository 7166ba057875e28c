def support = evaluate(new File(basedir, '../../../../src/it/support.groovy'))

try {
    def output = support.output()
    assert output.contains("\nbackend  | listening on port ${context.ports[0]}\n")
    assert output.contains("\nfrontend | listening on port ${context.ports[1]}\n")
    assert output =~ /frontend is stopped, after [\s\S]*backend is stopped, after /
    assert !output.contains('has ended') && !output.contains('ended by') && !output.contains('by force') && !output.contains('BUILD')
    assert context.ports.every { support.isFree(it) }
    assert support.status('backend').state == 'stopped' && support.status('frontend').state == 'stopped'
    assert support.leftovers().isEmpty()
} finally {
    support.cleanUp()
}
