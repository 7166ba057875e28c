def support = evaluate(new File(basedir, '../../../../src/it/support.groovy'))

context.status = { module, name -> new groovy.json.JsonSlurper().parse(new File(basedir, "$module/logs/${name}_status.json")) }
context.servers = { [context.status('server/app', 'backend'), context.status('server/app', 'ui'), context.status('admin', 'backend')] }
assert context.servers()*.state == ['running'] * 3
assert context.servers()*.port == context.ports.values().toList()
assert support.leftovers().size() == 3
support.skipOutput()
