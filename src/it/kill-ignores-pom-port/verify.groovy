def support = evaluate(new File(basedir, '../../../../src/it/support.groovy'))

try {
    assert context.bystander.alive && support.accepts(context.pomPort)
    def log = support.output()
    assert log.contains('-Dportman.port=') && log.contains('-Dportman.servers=')
} finally {
    support.cleanUp()
}
