def support = evaluate(new File(basedir, '../../../../src/it/support.groovy'))

support.copyPythonServer()
context.status = { logs -> new groovy.json.JsonSlurper().parse(new File(basedir, "application/$logs/application_status.json")) }
context.port = support.freePort()
support.define('it.port', context.port)
