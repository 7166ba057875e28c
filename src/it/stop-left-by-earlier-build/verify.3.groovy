def support = evaluate(new File(basedir, '../../../../src/it/support.groovy'))

assert support.output().contains('backend is left running')
context.kept()
