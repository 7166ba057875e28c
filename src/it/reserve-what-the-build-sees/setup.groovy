def support = evaluate(new File(basedir, '../../../../src/it/support.groovy'))

context.seen = { module -> new File(basedir, "$module/target/ports.txt").text.split(' ')*.toInteger() }
context.port = support.freePort()
context.held = support.freePort()
support.holder(context.held)
support.define('it.port', context.port)
support.define('admin.port', context.port)
