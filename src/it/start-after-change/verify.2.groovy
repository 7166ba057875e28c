def support = evaluate(new File(basedir, '../../../../src/it/support.groovy'))

assert support.status('backend').pid == context.backend.pid && support.status('frontend').pid == context.frontend.pid
assert !support.output().contains('has changed')
