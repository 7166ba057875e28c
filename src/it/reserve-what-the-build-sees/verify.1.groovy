def support = evaluate(new File(basedir, '../../../../src/it/support.groovy'))

def seen = context.seen('a')
assert seen[1] == context.port && seen[0] != context.port
def log = support.output()
assert log.contains("Reserved port ${context.port} as admin.port: it is set on the command line.")
assert log.contains("Reserved port ${seen[0]} as http.port.")
support.undefine('admin.port')
