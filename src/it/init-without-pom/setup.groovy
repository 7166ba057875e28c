def support = evaluate(new File(basedir, '../../../../src/it/support.groovy'))

assert new File(basedir, 'nowhere').mkdir()
new File(basedir, 'nowhere/package.json').text = '{"scripts": {"dev": "vite"}}'
support.define('portman.init.npm', true)
