def support = evaluate(new File(basedir, '../../../../src/it/support.groovy'))

def output = support.output()
assert output.contains('backend has changed since it was started: variable API_TOKEN. Starting it anew.')
assert !output.contains('frontend has changed')
assert support.status('backend').pid != context.backend.pid && !support.isAlive(context.backend.pid)
assert support.status('frontend').pid == context.frontend.pid
