// Maven 4 reads it; before, nobody does, and it is refused all the same.
new File(basedir, '.mvn/maven.config').delete()
new File(basedir, '.mvn/maven-user.properties').text = '${includes} = ?"more.properties"\n'
new File(basedir, '.mvn/more.properties').text = 'portman.allow = sshd\n'
return true
