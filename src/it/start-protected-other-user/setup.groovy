def support = evaluate(new File(basedir, '../../../../src/it/support.groovy'))

context.port = support.freePort()
context.pid = support.holder(context.port, prefix: ['setpriv', '--reuid', '65534', '--clear-groups'], python: '/usr/bin/python3').pid()
support.define('it.port', context.port)
