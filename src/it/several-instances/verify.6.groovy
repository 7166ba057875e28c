def support = evaluate(new File(basedir, '../../../../src/it/support.groovy'))

assert support.output().contains("backend.instances '0' must be a number from 1 to 100")
