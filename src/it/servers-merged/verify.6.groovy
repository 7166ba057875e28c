assert new File(basedir, 'completed/logs/db_status.json').text.contains('localhost')
