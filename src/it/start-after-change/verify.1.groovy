def support = evaluate(new File(basedir, '../../../../src/it/support.groovy'))

context.backend = support.status('backend')
context.frontend = support.status('frontend')
assert context.backend.state == 'running' && context.frontend.state == 'running'
support.skipOutput()
