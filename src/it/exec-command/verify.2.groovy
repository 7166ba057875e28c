def support = evaluate(new File(basedir, '../../../../src/it/support.groovy'))

assert new File(basedir, 'seen.txt').text == "${context.ports[0]} \n"
assert support.output().contains('The command ended with exit code 9: sh exit9.sh')
assert support.status('backend').state == 'stopped'
assert support.leftovers().isEmpty()
