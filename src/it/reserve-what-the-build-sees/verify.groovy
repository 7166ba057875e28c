def support = evaluate(new File(basedir, '../../../../src/it/support.groovy'))

try {
    assert support.output() =~ /http\.port 'any' is set on the command line, so that is what the build sees/
} finally {
    support.cleanUp()
}
