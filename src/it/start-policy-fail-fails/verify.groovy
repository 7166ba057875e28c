def support = evaluate(new File(basedir, '../../../../src/it/support.groovy'))

try {
    assert context.holder.alive && support.accepts(context.port)
    assert support.isFree(context.port + 1): 'no fallback'
    assert support.leftovers().isEmpty()

    def log = support.output()
    assert log.contains("ort $context.port is held by pid ${context.holder.pid()} (python3")
    assert log.contains('onConflict') && log.contains('evict'): 'the policy, and how to change it'
} finally {
    support.cleanUp()
}
