def support = evaluate(new File(basedir, '../../../../src/it/support.groovy'))

assert support.output() =~ /backend +unhealthy/
assert new File(basedir, 'sick').delete()
