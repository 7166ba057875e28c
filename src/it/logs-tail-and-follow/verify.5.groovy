def support = evaluate(new File(basedir, '../../../../src/it/support.groovy'))

assert support.output().contains("'frontent', which is neither described nor remembered here; known are backend, frontend.")
new File(basedir, 'logs/backend.log') << 'ERROR three\n\tat four\nfive\n'
support.skipOutput()
