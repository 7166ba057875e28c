def support = evaluate(new File(basedir, '../../../../src/it/support.groovy'))

// Jenkins' ProcessTree: whoever has the build's cookie in its environment is killed at the end of the build.
def marked = support.leftovers().findAll { pid ->
    def variables = new File("/proc/$pid/environ").text.split('\0') as List
    variables.contains('JENKINS_NODE_COOKIE=portman-it-cookie') || variables.contains('BUILD_ID=portman-it-17')
}
assert marked*.toLong() == [support.status('killed').pid.toLong()]
marked.each { ProcessHandle.of(it.toLong()).get().destroyForcibly() }
support.waitFor('the end of the marked server') { !support.isAlive(marked[0]) }
context.kept = support.status('kept').pid
assert support.isAlive(context.kept)
