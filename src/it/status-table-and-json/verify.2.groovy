def support = evaluate(new File(basedir, '../../../../src/it/support.groovy'))

def row = support.output().readLines().find { it.contains('backend') && it.contains('running') }
assert row.contains("$context.port") && row.contains("$context.started.pid")
