// The invoker takes this script's folder for that of the project.
basedir = new File(basedir.path - '/../../../../src/it')
def support = evaluate(new File(basedir, '../../../../src/it/support.groovy'))

// The POM's own port may be somebody's.
context.port = support.freePort()
support.define('portman.port', context.port)
// Nor does this machine have nothing else to do.
support.define('portman.startupTimeout', '4m')
