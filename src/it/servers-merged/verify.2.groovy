assert new File(basedir, 'appended/logs').list().findAll { it.endsWith('_status.json') }.sort() == ['app_status.json', 'db_status.json']
