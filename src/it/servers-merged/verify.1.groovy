def support = evaluate(new File(basedir, '../../../../src/it/support.groovy'))

def message = support.output()
assert message.contains("server 'app' (${new File(basedir, 'mixed/pom.xml')}:")
assert message.contains("would take <stopTimeout>, <environmentVariables> from server 'db' (${new File(basedir, 'pom.xml')}:")
assert message.contains('combine.children="append"') && message.contains('combine.self="override"')
assert support.leftovers().isEmpty()
