def support = evaluate(new File(basedir, '../../../../src/it/support.groovy'))

assert support.isAlive(context.pid) && support.accepts(context.port)
assert support.leftovers().isEmpty()

def named = [['portman.allow', 'maven.config'], ['portman.allow', 'maven.config'], ['portman.port', 'maven.config'],
        ['portman.allow', 'more.properties'], ['portman.all', 'jvm.config']]
def builds = support.output().split('Scanning for projects').tail()
assert builds.size() == named.size()
[builds, named].transpose().each { build, words ->
    assert build.contains("${words[0]} counts only when you type it; remove it from ${new File(basedir, '.mvn/' + words[1])}.")
}
support.skipOutput()
