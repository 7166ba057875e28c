assert new File(basedir, 'overridden/logs').list().findAll { it.endsWith('_status.json') } == ['app_status.json']
