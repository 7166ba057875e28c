def support = evaluate(new File(basedir, '../../../../src/it/support.groovy'))

context.port = support.freePort()
context.ports = (context.port..context.port + 2).toList()
context.holders = context.ports.collect { support.holder(it) }
support.define('it.port', context.port)
support.define('it.fallback', "${context.port + 1}-${context.port + 2}")
