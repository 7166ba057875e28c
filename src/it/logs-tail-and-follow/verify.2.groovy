def support = evaluate(new File(basedir, '../../../../src/it/support.groovy'))

new File(basedir, 'logs/backend.log') << 'one\ntwo\n'
support.skipOutput()
