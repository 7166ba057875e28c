def support = evaluate(new File(basedir, '../../../../src/it/support.groovy'))

try {
    // By itself the server ends after two minutes, and portman would have waited 100 s.
    assert support.output() =~ /Stopping backend \(pid \d+, port $context.port\): SIGKILL.\n/
    assert support.isFree(context.port)
    assert support.leftovers().isEmpty()
} finally {
    support.cleanUp()
}
