def support = evaluate(new File(basedir, '../../../../src/it/support.groovy'))

assert support.output() =~ /backend +running/
assert support.status('backend').state == 'running'
