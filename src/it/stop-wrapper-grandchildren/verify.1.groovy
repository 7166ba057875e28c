def support = evaluate(new File(basedir, '../../../../src/it/support.groovy'))

assert support.status('backend').state == 'running'
assert support.leftovers().size() >= 5: 'two shells, the server, two sleepers'
