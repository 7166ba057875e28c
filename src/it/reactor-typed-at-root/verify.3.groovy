def support = evaluate(new File(basedir, '../../../../src/it/support.groovy'))

def servers = new groovy.json.JsonSlurper().parseText(support.json()).servers
assert servers*.name.sort() == ['admin:backend', 'server/app:backend', 'ui']
assert servers.collectEntries { [it.name, it.pid] }['admin:backend'] == context.status('admin', 'backend').pid
