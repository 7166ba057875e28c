def support = evaluate(new File(basedir, '../../../../src/it/support.groovy'))

support.copyPythonServer()
support.define('it.folder', basedir.canonicalPath)
['it.port', 'it.db'].each { support.define(it, context[it] = support.freePort()) }
new File(basedir, 'portman.yaml').text = """\
servers:
  frontend:
    command: python3 server.py @{port}
    port: ${support.freePort()}
  worker:
    command: python3 server.py @{port}
    port: ${support.freePort()}
"""
return true
