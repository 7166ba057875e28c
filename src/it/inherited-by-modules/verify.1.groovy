def support = evaluate(new File(basedir, '../../../../src/it/support.groovy'))

assert context.answers().every { it.startsWith('pid ') } && context.answers().unique().size() == 3: 'a server of its own for each module'
['a', 'b', 'c'].each { module ->
    assert new File(basedir, "$module/target/answer.txt").text == new File(basedir, "$module/target/again.txt").text
    def where = new File(basedir, "$module/where.txt")
    assert where.text.trim() == new File(basedir, module).canonicalPath && where.delete()
    def status = new groovy.json.JsonSlurper().parse(new File(basedir, "$module/target/portman/backend_status.json"))
    assert status.state == 'stopped' && status.directory == new File(basedir, module).canonicalPath
}
assert support.leftovers().isEmpty()
support.skipOutput()
