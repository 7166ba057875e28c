def support = evaluate(new File(basedir, '../../../../src/it/support.groovy'))

assert support.output().contains("portman.port '0' fits one server only")
