def support = evaluate(new File(basedir, '../../../../src/it/support.groovy'))

context.started = support.status('backend')
support.skipOutput()
