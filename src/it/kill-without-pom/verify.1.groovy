def support = evaluate(new File(basedir, '../../../../src/it/support.groovy'))

assert context.holder.alive
assert support.output().contains("pid ${context.holder.pid()} ")
