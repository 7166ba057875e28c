new File(basedir, '.mvn/jvm.config').delete()
new File(basedir, '.mvn/maven.config').text = "-Dportman.port=$context.port\n"
return true
