def support = evaluate(new File(basedir, '../../../../src/it/support.groovy'))

try {
    def log = support.output()
    assert log =~ /\[ERROR\].*backend.*exit code 7/
    assert log.contains('connecting') && log.contains('cannot open the database')
    assert log.contains('backend.log')

    def backend = support.status('backend')
    assert backend.state == 'failed' && backend.exitCode == 7 && backend.pid == null
    assert support.isFree(context.port)
    assert support.leftovers().isEmpty()
} finally {
    support.cleanUp()
}
