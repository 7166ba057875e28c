def support = evaluate(new File(basedir, '../../../../src/it/support.groovy'))

def log = support.output()
assert log.contains('b:backend belongs to another build') && log.contains('It is left running.')
assert !log.contains('Nothing to stop'): 'they run'
assert log.indexOf('It is left running.') < log.indexOf('] Stopping'): 'they end with their build'
assert support.leftovers().isEmpty()
