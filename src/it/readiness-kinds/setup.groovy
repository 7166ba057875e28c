import java.security.KeyStore

def support = evaluate(new File(basedir, '../../../../src/it/support.groovy'))

context.port = support.freePort()
support.define('it.port', context.port)
support.define('it.management', support.freePort())
support.define('it.token', 'hunter2-hunter2')

def tls = new File(basedir, 'tls')
tls.mkdirs()
def password = 'for-tests'
def keytool = new File(System.getProperty('java.home'), 'bin/keytool').path
def made = [keytool, '-genkeypair', '-alias', 'server', '-keyalg', 'EC', '-dname', 'CN=portman test', '-ext', 'SAN=ip:127.0.0.1',
        '-storetype', 'PKCS12', '-storepass', password, '-keystore', new File(tls, 'store.p12').path].execute()
assert made.waitFor() == 0
def store = KeyStore.getInstance('PKCS12')
new File(tls, 'store.p12').withInputStream { store.load(it, password.toCharArray()) }
def pem = { what, bytes -> "-----BEGIN $what-----\n${Base64.mimeEncoder.encodeToString(bytes)}\n-----END $what-----\n" }
def certificate = pem('CERTIFICATE', store.getCertificate('server').encoded)
new File(tls, 'ca.pem').text = certificate
new File(tls, 'server.pem').text = pem('PRIVATE KEY', store.getKey('server', password.toCharArray()).encoded) + certificate
assert new File(tls, 'server.pem').length() > 0
