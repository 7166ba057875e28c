def support = evaluate(new File(basedir, '../../../../src/it/support.groovy'))

try {
    def secrets = ['S3CRET-in-the-environment', 'S3CRET-in-the-file', 'S3CRET-in-a-URL']
    ['backend.log', 'backend.log.1'].each { log ->
        def text = new File(basedir, "logs/$log").text
        secrets.each { assert text.contains(it): 'the server had it, and has printed it' }
    }

    def output = support.output()
    assert output.contains('[DEBUG] Configuring mojo')
    assert output.contains('backend is ready on ') && output.contains('"state" : "running"')
    assert output.contains('backend ended with exit code 7') && output.contains('secrets: *** ***')
    assert !output.contains('S3CRET')

    // Of the state folder, too, which others share: what is gone again cannot tell anything.
    def written = new File(basedir, 'logs').listFiles().findAll { !it.name.contains('.log') }
    new File(basedir, '../../state-home').eachFileRecurse(groovy.io.FileType.FILES) { written << it }
    def textOf = { file -> try { file.text } catch (FileNotFoundException gone) { '' } }
    assert written.any { it.name == 'portman.log' } && written.any { it.name == 'backend_status.json' }
    assert written.findAll { textOf(it).contains('S3CRET') }.isEmpty()
    assert support.leftovers().isEmpty()
} finally {
    support.cleanUp()
}
