def support = evaluate(new File(basedir, '../../../../src/it/support.groovy'))

try {
    def log = support.output()
    [context.ports, context.holders].transpose().each { port, holder ->
        assert holder.alive
        assert log =~ /\b$port\b.* pid ${holder.pid()}\b/
    }
    assert support.leftovers().isEmpty()
} finally {
    support.cleanUp()
}
