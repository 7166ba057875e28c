def support = evaluate(new File(basedir, '../../../../src/it/support.groovy'))

try {
    def during = { name -> new File(basedir, "target/logs/$name") }
    def status = { name -> new groovy.json.JsonSlurper().parse(during("${name}_status.json")) }
    def backend = status('backend')
    def frontend = status('frontend')
    assert backend.startedAt < frontend.startedAt
    assert backend.requestedPort == 0 && frontend.requestedPort == 0

    def seen = new Properties()
    new File(basedir, 'target/seen.properties').withReader { seen.load(it) }
    assert seen == [
            'backend.port': "$backend.port", 'backend.url': "http://127.0.0.1:$backend.port",
            'frontend.port': "$frontend.port", 'frontend.url': "http://127.0.0.1:$frontend.port",
            'portProperty': "$backend.port"].collectEntries { key, value -> [key, value.toString()] }

    def dotenv = new Properties()
    during('portman.env').withReader { dotenv.load(it) }
    assert dotenv.BACKEND_PORT == "$backend.port" && dotenv.BACKEND_URL == backend.url
    assert dotenv.FRONTEND_PORT == "$frontend.port" && dotenv.FRONTEND_URL == frontend.url

    assert during('frontend.log').text.contains("told $backend.url, sees $backend.url, $backend.port, $backend.url/api, hello you")
    assert new File(basedir, 'target/answer.txt').text.trim() == "pid $frontend.pid"

    assert support.isFree(backend.port) && support.isFree(frontend.port)
    assert support.leftovers().isEmpty()
} finally {
    support.cleanUp()
}
