def support = evaluate(new File(basedir, '../../../../src/it/support.groovy'))

def servers = new groovy.json.JsonSlurper().parseText(support.json()).servers
assert servers*.name == ['backend'] && servers[0].port == context.ports.admin
