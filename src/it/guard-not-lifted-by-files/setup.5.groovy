new File(basedir, '.mvn/maven-user.properties').delete()
new File(basedir, '.mvn/jvm.config').text = '-Dportman.all=true\n'
return true
