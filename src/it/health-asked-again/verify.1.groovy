def support = evaluate(new File(basedir, '../../../../src/it/support.groovy'))

assert support.output() =~ /backend +running +port $context.port +ok[\s\S]*backend +running +command test +ok/
assert new File(basedir, 'sick').createNewFile()
