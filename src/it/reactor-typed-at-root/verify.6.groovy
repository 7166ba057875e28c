def support = evaluate(new File(basedir, '../../../../src/it/support.groovy'))

context.before = context.servers()*.pid
def variables = support.output().readLines().findAll { it =~ /^\w+_PORT=/ }.collectEntries { it.split('=').toList() }
assert variables.keySet().containsAll(['SHOP_APP_BACKEND_PORT', 'SHOP_APP_UI_PORT', 'ADMIN_BACKEND_PORT', 'UI_PORT'])
assert !variables.containsKey('BACKEND_PORT'): 'it would be either of two'
assert variables.UI_PORT == variables.SHOP_APP_UI_PORT
assert variables.every { !(it.value.toInteger() in context.ports.values()) }: 'those of the person run there'
assert context.servers()*.state == ['running'] * 3
assert support.leftovers().sort() == context.servers()*.pid*.toLong().sort(): 'what the command needed is gone'
