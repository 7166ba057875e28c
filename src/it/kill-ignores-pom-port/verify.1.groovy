def support = evaluate(new File(basedir, '../../../../src/it/support.groovy'))

assert !context.holder.alive && support.isFree(context.port)
assert context.client.alive: 'a client of the port is not its holder'
assert context.bystander.alive && support.accepts(context.pomPort)
support.skipOutput()
