def support = evaluate(new File(basedir, '../../../../src/it/support.groovy'))

assert support.output().contains('Nothing is stopped (portman.keepRunning).')
context.kept()
