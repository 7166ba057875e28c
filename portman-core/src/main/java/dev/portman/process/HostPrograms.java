package dev.portman.process;

import java.util.List;

/** The protected programs that machines, networks and other work stand on. */
final class HostPrograms {

    static final List<ProgramGroup> ALL = List.of(
            ProgramGroup.of(ProgramKind.SYSTEM, """
                    sshd, sshd-session, sshd-auth, dropbear, init, systemd, systemd-*, (sd-pam), launchd, upstart, openrc,
                    runsvdir, s6-svscan, kubelet, cron, crond, atd, anacron, sulogin, agetty, getty, su, sudo, doas,
                    xorg, xwayland, weston, sway, hyprland, labwc, gnome-shell, gnome-session-binary, mutter,
                    plasmashell, kwin, kwin_x11, kwin_wayland, ksmserver, xfce4-session, cinnamon, mate-session, i3, bspwm,
                    gdm, gdm3, gdm-session-worker, sddm, lightdm, windowserver, loginwindow,
                    networkmanager, connmand, wpa_supplicant, iwd, dhclient, dhcpcd, dnsmasq, avahi-daemon, mdnsresponder,
                    chronyd, ntpd, rsyslogd, syslog-ng, auditd, udevd, eudev, elogind, polkitd, udisksd, upowerd, accounts-daemon,
                    colord, rtkit-daemon, bluetoothd, modemmanager, cupsd, cups-browsed, packagekitd, fwupd, snapd,
                    irqbalance, thermald, acpid, rpcbind, rpc.*, smbd, nmbd, winbindd, sssd, named, unbound,
                    controlcenter, rapportd, airplayxpchelper, sharingd
                    """, ""),
            ProgramGroup.of(ProgramKind.TUNNEL, """
                    ssh, autossh, sshuttle, mosh-client, plink, ngrok, cloudflared, lt, localtunnel, frpc, frps, bore, zrok,
                    chisel, rathole, inlets, inlets-pro, tunnelmole, tmole, loclx, pagekite, devtunnel, telepresence,
                    kubectl, kubefwd, k9s, minikube, session-manager-plugin, aws-ssm-port-forward, gcloud, gcloud.py,
                    cloud_sql_proxy, cloud-sql-proxy, alloydb-auth-proxy, flyctl, tsh, socat, stunnel, stunnel4,
                    rinetd, gost, iodine, iodined, usbmuxd, iproxy
                    """, """
                    */node_modules/localtunnel/*, */node_modules/ngrok/*, */lib/gcloud.py
                    """),
            ProgramGroup.of(ProgramKind.VPN, """
                    tailscaled, tailscale, openvpn, openvpn3-service-*, wireguard-go, wg-quick, boringtun, boringtun-cli,
                    zerotier-one, nebula, warp-svc, mullvad-daemon, mullvad-vpn, nordvpnd, expressvpnd, protonvpn,
                    protonvpn-app, openconnect, vpnc, vpnagentd, gpservice, charon, charon-systemd, pppd, xl2tpd,
                    tincd, netbird, netclient, tor, clash, clash-meta, clash-verge, mihomo, v2ray, xray, sing-box, ss-local, sslocal
                    """, ""),
            ProgramGroup.of(ProgramKind.VIRTUAL_MACHINE, """
                    qemu-system-*, qemu-kvm, qemu-nbd, kvm, vboxheadless, virtualboxvm, virtualbox, vboxsvc, vboxnetdhcp,
                    vboxxpcomipcd, vmware, vmware-vmx, vmplayer, vmnet-*, firecracker, jailer, cloud-hypervisor, crosvm,
                    limactl, lima, colima, multipassd, multipass, libvirtd, virtqemud, virtnetworkd, virtlogd, virtlockd,
                    virt-manager, vfkit, krunkit, orbstack, orbstack helper, prl_client_app, prl_disp_service, prl_vm_app,
                    utm, qemulauncher, com.apple.virtualization.*, emulator64-*, netsimd, waydroid
                    """, ""),
            ProgramGroup.of(ProgramKind.DATABASE, """
                    postgres, postmaster, pgbouncer, pgpool, mysqld, mysqld-debug, mysqld_safe, mariadbd, mariadbd-safe,
                    proxysql, redis-server, redis-check-rdb, redis-sentinel, valkey-server, valkey-check-rdb, keydb-server,
                    dragonfly, garnetserver, mongod, mongos, memcached, etcd, consul, vault, clickhouse,
                    clickhouse-server, clickhouse-keeper, cockroach, tidb-server, tikv-server, pd-server, yb-master,
                    yb-tserver, influxd, influxd3, prometheus, victoria-metrics*, questdb, minio,
                    rabbitmq-server, nats-server, nats-streaming-server, mosquitto, emqx, nsqd, nsqlookupd, redpanda, dgraph,
                    arangod, scylla, typesense-server, typesense, meilisearch, qdrant, weaviate, milvus, chroma, surreal,
                    rethinkdb, sqlservr, oracle, tnslsnr, db2sysc, tarantool, firebird, fbserver, slapd, couchdb, eventstored,
                    edgedb-server, immudb, foundationdb, fdbserver, manticoresearch, searchd,
                    """, """
                    kafka.Kafka, io.confluent.support.metrics.SupportedKafka, kafka.docker.KafkaDockerWrapper,
                    org.apache.zookeeper.server.quorum.QuorumPeerMain, org.apache.zookeeper.server.ZooKeeperServerMain,
                    org.apache.cassandra.service.CassandraDaemon, */org.elasticsearch.bootstrap.Elasticsearch,
                    org.elasticsearch.launcher.CliToolLauncher, */org.elasticsearch.launcher.CliToolLauncher,
                    org.opensearch.bootstrap.OpenSearch, org.neo4j.server.*, com.neo4j.server.*,
                    org.apache.activemq.artemis.boot.Artemis, */activemq.jar, org.apache.activemq.console.Main,
                    org.apache.pulsar.Pulsar*, org.apache.bookkeeper.server.Main, org.h2.tools.Server,
                    org.hsqldb.server.Server, org.apache.derby.drda.NetworkServerControl, org.apache.hadoop.hdfs.server.*,
                    org.apache.hadoop.hbase.*, org.apache.solr.*, io.questdb.ServerMain, */DynamoDBLocal.jar,
                    -s rabbit, -couch_ini
                    """),
            ProgramGroup.of(ProgramKind.CI_AGENT, """
                    jenkins, runner.listener, runner.worker, gitlab-runner, agent.listener, agent.worker, buildkite-agent,
                    act_runner, forgejo-runner, woodpecker-agent, bamboo-agent, circleci-agent, circleci-runner
                    """, """
                    */remoting.jar, */agent.jar, */slave.jar, */jenkins.jar, */jenkins.war, */swarm-client*.jar,
                    hudson.remoting*, jetbrains.buildServer.agent*, com.atlassian.bamboo.agent*
                    """),
            ProgramGroup.of(ProgramKind.SHARED_DAEMON, """
                    adb, mvnd, watchman, sccache, distccd, icecc-scheduler, iceccd, pantsd, bazel(*, buck2d, buck2d[*,
                    buck2-daemon, buck2-forkserver, vbcscompiler, prettierd, eslint_d,
                    gpg-agent, ssh-agent, dirmngr, scdaemon, keyboxd, gnome-keyring-daemon, kwalletd5, kwalletd6,
                    dbus-daemon, dbus-broker, dbus-broker-launch, dbus-launch, at-spi-bus-launcher, at-spi2-registryd,
                    ibus-daemon, ibus-x11, ibus-extension-*, ibus-engine-*, fcitx, fcitx5, gvfsd, gvfsd-*, dconf-service,
                    gconfd-2, xdg-desktop-portal, xdg-desktop-portal-*, xdg-document-portal, xdg-permission-store,
                    pipewire, pipewire-pulse, wireplumber, pulseaudio, jackd
                    """, """
                    org.gradle.launcher.daemon*, *GradleDaemon, org.jetbrains.kotlin.daemon*, *KotlinCompileDaemon,
                    org.mvndaemon.mvnd*, *MavenDaemon, bloop.Bloop, bloop.BloopServer, */A-server.jar,
                    com.facebook.nailgun.NGServer, com.martiansoftware.nailgun.NGServer, --detach-stdio --server,
                    */nx/src/daemon/server/start.js, */nx/dist/src/daemon/server/start.js, --skip-infer daemon,
                    */VBCSCompiler.dll, /nodeReuse:true, pants.bin.daemon*
                    """),
            ProgramGroup.of(ProgramKind.CONTAINER_RUNTIME, """
                    dockerd, dockerd-rootless*, docker-proxy, containerd, containerd-shim*, containerd-stargz-grpc,
                    buildkitd, conmon, conmonrs, rootlessport, rootlessport-child, rootlesskit, slirp4netns, pasta,
                    pasta.avx2, passt, passt.avx2, crun, runc, youki, runsc, kata-runtime, crio, k3s, k3s-server, k3s-agent,
                    k0s, kubelite, rke2, gvproxy, vpnkit, vpnkit-bridge, com.docker.*, docker desktop, rancher-desktop,
                    rancher desktop, lima-guestagent, catatonit, aardvark-dns, netavark, fuse-overlayfs, lxd, lxc-start,
                    incusd, kube-proxy, kube-apiserver, kube-scheduler, kube-controller-manager, kube-controller, coredns
                    """, ""),
            ProgramGroup.of(ProgramKind.CONTAINER_CLIENT, """
                    docker, docker-compose, podman, podman-remote, podman-compose, nerdctl, lxc, ctr, crictl, buildah
                    """, """
                    -m podman_compose
                    """));

    private HostPrograms() {}
}
