def support = evaluate(new File(basedir, '../../../../src/it/support.groovy'))

context.first = ['backend-1', 'backend-2', 'frontend'].collectEntries { [it, support.status(it)] }
assert context.first.values().every { it.state == 'running' }
assert new File(basedir, 'logs/frontend.log').text.contains("sees ${context.first['backend-1'].url} ${context.first['backend-2'].url}")
