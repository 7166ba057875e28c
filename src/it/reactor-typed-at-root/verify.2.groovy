def support = evaluate(new File(basedir, '../../../../src/it/support.groovy'))

def table = support.output()
assert context.ports.every { name, port -> table.contains("http://127.0.0.1:$port") }
assert table =~ /server\/app:backend +running/ && table =~ /admin:backend +running/ && table =~ /[^:]ui +running/
