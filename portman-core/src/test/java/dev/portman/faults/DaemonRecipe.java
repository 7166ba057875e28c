package dev.portman.faults;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * How a daemon is configured and called. In all texts {@code {dir}} is its folder for one port, {@code {listen}} the port that it listens on,
 * {@code {home}} what was prepared for it, {@code {life}} after how many seconds a fixture of ours ends by itself.
 *
 * @param argv its command; a bare program is looked for in the folders of the system
 * @param files what it reads, by name in {@code {dir}}
 * @param taken what its log says when its port is taken; empty where it says nothing
 */
record DaemonRecipe(List<String> argv, Map<String, String> files, String taken) {

    static final String CONF = "daemon.conf";

    private static final String IN_USE = "Address already in use";

    private static final String NGINX_CONF = """
            worker_processes 2;
            pid {dir}/daemon.pid;
            error_log {dir}/daemon.log;
            events {}
            http {
              access_log off;
              client_body_temp_path {dir}/body;
              proxy_temp_path {dir}/proxy;
              fastcgi_temp_path {dir}/fastcgi;
              uwsgi_temp_path {dir}/uwsgi;
              scgi_temp_path {dir}/scgi;
              server { listen 127.0.0.1:{listen}; location / { return 200 ok; } location /never { return 503; } }
            }
            """;

    /** Workers of another user, as where root starts it. */
    static DaemonRecipe nginx() {
        return nginx("user nobody nogroup;\n" + NGINX_CONF);
    }

    /** All of one user. */
    static DaemonRecipe nginxWithoutRoot() {
        return nginx(NGINX_CONF);
    }

    private static DaemonRecipe nginx(String conf) {
        return of(words("nginx -e {dir}/daemon.log -p {dir} -c {dir}/daemon.conf"), conf, IN_USE);
    }

    static DaemonRecipe redis() {
        String conf = """
                bind 127.0.0.1
                port {listen}
                pidfile {dir}/daemon.pid
                logfile {dir}/daemon.log
                dir {dir}
                save ""
                """;
        return of(words("redis-server {dir}/daemon.conf --daemonize yes"), conf, IN_USE);
    }

    /** It goes to the background before it binds, with its output closed: that the port is taken it tells nobody. */
    static DaemonRecipe memcached() {
        return of(words("memcached -d -u nobody -t 2 -l 127.0.0.1 -p {listen} -P {dir}/daemon.pid"), "", "");
    }

    static DaemonRecipe lighttpd() {
        String conf = """
                server.document-root = "{dir}"
                server.bind = "127.0.0.1"
                server.port = {listen}
                server.pid-file = "{dir}/daemon.pid"
                server.errorlog = "{dir}/daemon.log"
                server.username = "nobody"
                server.groupname = "nogroup"
                server.max-worker = 2
                """;
        return of(words("lighttpd -f {dir}/daemon.conf"), conf, IN_USE);
    }

    static DaemonRecipe haproxy() {
        String conf = """
                global
                  user nobody
                  group nogroup
                  nbthread 2
                defaults
                  mode http
                  timeout client 5s
                  timeout connect 5s
                  timeout server 5s
                frontend all
                  bind 127.0.0.1:{listen}
                  http-request return status 503 if { path /never }
                  http-request return status 200 content-type text/plain string ok
                """;
        return of(words("haproxy -f {dir}/daemon.conf -D -p {dir}/daemon.pid"), conf, IN_USE);
    }

    /** It tries its port for five seconds before it gives up. */
    static DaemonRecipe gunicorn() {
        String conf = """
                bind = '127.0.0.1:{listen}'
                workers = 2
                pidfile = '{dir}/daemon.pid'
                errorlog = '{dir}/daemon.log'
                chdir = '{dir}'
                """;
        String app = """
                def application(environ, start):
                    start('503 never' if environ['PATH_INFO'] == '/never' else '200 OK', [])
                    return [b'ok']
                """;
        return new DaemonRecipe(
                words("gunicorn --daemon -c {dir}/daemon.conf app"),
                Map.of(CONF, conf, "app.py", app),
                "Connection in use");
    }

    static DaemonRecipe apache() {
        String conf = """
                ServerRoot {dir}
                ServerName localhost
                LoadModule mpm_event_module /usr/lib/apache2/modules/mod_mpm_event.so
                LoadModule authz_core_module /usr/lib/apache2/modules/mod_authz_core.so
                Listen 127.0.0.1:{listen}
                DefaultRuntimeDir {dir}
                PidFile {dir}/daemon.pid
                ErrorLog {dir}/daemon.log
                DocumentRoot {dir}
                User nobody
                Group nogroup
                StartServers 2
                ServerLimit 2
                ThreadsPerChild 5
                MinSpareThreads 5
                MaxSpareThreads 10
                MaxRequestWorkers 10
                """;
        return of(words("apache2 -k start -f {dir}/daemon.conf"), conf, IN_USE);
    }

    /** As nobody, since it refuses root; {@code {postgres}} is the folder of its programs. */
    static DaemonRecipe postgres() {
        String conf = """
                listen_addresses = '127.0.0.1'
                port = {listen}
                unix_socket_directories = ''
                external_pid_file = '{dir}/daemon.pid'
                autovacuum = off
                fsync = off
                """;
        String command = "setpriv --reuid=65534 --regid=65534 --clear-groups {postgres}/pg_ctl start -s -D {home} -o";
        return of(words(command, "-c config_file={dir}/daemon.conf"), conf, IN_USE);
    }

    private static DaemonRecipe of(List<String> argv, String conf, String taken) {
        return new DaemonRecipe(argv, Map.of(CONF, conf), taken);
    }

    /** The words of a line without quotes, and one more word as it is. */
    private static List<String> words(String line, String... last) {
        return Stream.of(line.split(" ", -1), last).flatMap(Stream::of).toList();
    }
}
