def support = evaluate(new File(basedir, '../../../../src/it/support.groovy'))

assert !context.holder.alive
assert context.holder.waitFor() == 137
assert support.isFree(context.port)
assert support.output().contains("pid ${context.holder.pid()} ")
