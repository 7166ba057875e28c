def support = evaluate(new File(basedir, '../../../../src/it/support.groovy'))

def servers = new groovy.json.JsonSlurper().parseText(support.json()).servers
assert servers*.name.sort() == ['admin:backend', 'server/app:backend', 'ui']: 'one document for all modules'
assert servers.every { it.state == 'running' && it.checks }
