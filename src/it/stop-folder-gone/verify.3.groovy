def support = evaluate(new File(basedir, '../../../../src/it/support.groovy'))

assert support.isFree(context.port)
assert support.output().contains("was started in ${new File(basedir.canonicalFile, 'old')}; that folder is gone.")
support.skipOutput()
