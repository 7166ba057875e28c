def support = evaluate(new File(basedir, '../../../../src/it/support.groovy'))

try {
    assert context.servers()*.state == ['stopped'] * 3
    assert context.ports.every { support.isFree(it.value) }
    assert support.leftovers().isEmpty()
} finally {
    support.cleanUp()
}
