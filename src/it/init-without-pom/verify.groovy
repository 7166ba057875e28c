def support = evaluate(new File(basedir, '../../../../src/it/support.groovy'))

def folder = new File(basedir, 'nowhere')
assert support.output().contains('frontend: script dev, vite (package.json), port 5173')
assert new File(folder, 'portman.yaml').text.contains('command: npm run dev -- --host 127.0.0.1 --port @{port} --strictPort')
assert new File(folder, 'dev').canExecute()
assert new File(folder, 'Makefile').text.contains('frontend-stop:')
assert new groovy.json.JsonSlurper().parse(new File(folder, 'package.json')).scripts.servers == './dev'
