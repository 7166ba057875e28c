def support = evaluate(new File(basedir, '../../../../src/it/support.groovy'))

try {
    assert support.output().contains("portman.server is no property of portman; the nearest is portman.servers")
    assert support.leftovers().isEmpty()
} finally {
    support.cleanUp()
}
