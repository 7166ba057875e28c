def support = evaluate(new File(basedir, '../../../../src/it/support.groovy'))

assert new File(basedir, 'seen.txt').text == "${context.ports[0]} http://127.0.0.1:${context.ports[1]}\n"
assert context.ports.every { support.isFree(it) }
assert support.leftovers().isEmpty()
support.skipOutput()
