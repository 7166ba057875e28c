def support = evaluate(new File(basedir, '../../../../src/it/support.groovy'))

assert new File(basedir, 'seen.txt').text == "${context.ports[0]} \n"
assert support.output().contains('The command ended with exit code 9: sh exit9.sh')
assert new groovy.json.JsonSlurper().parse(new File(basedir, 'logs/build/backend_status.json')).state == 'stopped'
assert support.leftovers().isEmpty()
