def support = evaluate(new File(basedir, '../../../../src/it/support.groovy'))

def output = support.output()
assert output.contains('\nbackend  | ERROR three\nbackend  | \tat four\n') || output.contains('\nbackend  | ERROR three\nbackend  |     at four\n')
assert !output.contains('five') && !output.contains('tick')
