def support = evaluate(new File(basedir, '../../../../src/it/support.groovy'))

def log = support.output()
assert log.contains("server/app:backend | listening on port ${context.ports.backend}")
assert log.contains("ui                 | listening on port ${context.ports.ui}")
assert log.contains("admin:backend      | listening on port ${context.ports.admin}")
