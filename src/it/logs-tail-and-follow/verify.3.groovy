def support = evaluate(new File(basedir, '../../../../src/it/support.groovy'))

def output = support.output()
assert output.contains("\nbackend  | two\nfrontend | listening on port ${context.ports[1]}\n")
assert !output.contains('backend  | one')
support.interrupt('portman:logs') {
    new File(basedir, 'logs/frontend.log') << 'tick\n'
    it.contains('\ntick\n')
}
