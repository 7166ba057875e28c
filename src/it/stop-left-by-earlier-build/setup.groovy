def support = evaluate(new File(basedir, '../../../../src/it/support.groovy'))

context.port = support.freePort()
support.copyPythonServer()
context.kept = {
    def kept = support.statusOfBuild('backend')
    assert kept.state == 'running' && kept.side == 'build' && support.leftovers() == [kept.pid.toLong()]
    support.skipOutput()
}
context.none = {
    assert support.statusOfBuild('backend').state == 'stopped' && support.leftovers().isEmpty()
    support.skipOutput()
}
support.define('it.port', context.port)
