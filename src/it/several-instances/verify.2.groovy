def support = evaluate(new File(basedir, '../../../../src/it/support.groovy'))

assert support.status('backend-1').pid == context.first['backend-1'].pid: 'only the instance that was named was started anew'
assert support.status('backend-2').pid != context.first['backend-2'].pid
assert !support.isAlive(context.first['backend-2'].pid)
