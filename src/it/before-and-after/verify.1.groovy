def support = evaluate(new File(basedir, '../../../../src/it/support.groovy'))

context.database = support.status('database')
assert new File(basedir, 'logs/backend.log').readLines().first() == "migrated $context.database.port"
assert new File(basedir, 'uploads').directory
