def support = evaluate(new File(basedir, '../../../../src/it/support.groovy'))

assert support.isFree(context.port)
assert support.leftovers().isEmpty()
assert new File(basedir, 'logs/backend.log').text.contains('stopped'): 'it was asked, not killed'
assert support.status('backend').state == 'stopped'
support.skipOutput()
