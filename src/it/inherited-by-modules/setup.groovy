def support = evaluate(new File(basedir, '../../../../src/it/support.groovy'))

context.port = support.freePort()
support.copyPythonServer()
support.define('it.port', context.port)
context.answers = { ['a', 'b', 'c'].collect { new File(basedir, "$it/target/answer.txt").text.trim() } }
// Nobody's test may lose its server by another module's stop.
new File(basedir, 'ask.xml').text = """<project default="ask">
  <target name="ask">
    <mkdir dir="target" />
    <get src="\${url}" dest="target/answer.txt" />
    <sleep seconds="2" />
    <get src="\${url}" dest="target/again.txt" />
  </target>
</project>
"""
support.define('it.server', new File(basedir, 'server.py'))
support.define('it.ask', new File(basedir, 'ask.xml'))
