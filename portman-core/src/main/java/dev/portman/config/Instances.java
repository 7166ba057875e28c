package dev.portman.config;

import dev.portman.model.InvalidInputException;
import dev.portman.model.ServerKey;
import dev.portman.model.ServerStatus;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Turns a server that is wanted several times into that many servers, with names and ports of their own. */
public final class Instances {

    private static final String KEY = "instances";
    private static final int MOST = 100;
    private static final Pattern NUMBER = Pattern.compile("\\d{1,3}");
    private static final Pattern INSTANCE = Pattern.compile("(.+)-[1-9]\\d{0,2}");

    private Instances() {}

    /**
     * Replaces each server that has {@code instances} by {@code NAME-1}, {@code NAME-2} and so on; all others stay as they are.
     *
     * @param defaultName of a server that has no name
     * @throws InvalidInputException for a number that makes no sense, or a key that cannot be shared
     */
    public static List<RawServer> expanded(List<RawServer> servers, String defaultName) {
        List<RawServer> all = new ArrayList<>();
        for (RawServer server : servers) {
            String written = server.values().getOrDefault(KEY, "").strip();
            String name = server.name().isBlank() ? defaultName : server.name().strip();
            if (written.isEmpty()) {
                all.add(server);
                continue;
            }
            int count = count(servers.size() > 1 ? name + "." + KEY : KEY, written);
            if (count > 1 && server.values().containsKey("portProperty")) {
                throw new InvalidInputException(
                        name + ".portProperty",
                        server.values().getOrDefault("portProperty", ""),
                        "fits one server only; the instances are found under portman." + name + "-1.port and so on");
            }
            for (int number = 1; number <= count; number++) {
                all.add(instance(server, name, number));
            }
        }
        return all;
    }

    /**
     * The servers that run as instances of described servers, and are none by the description any more: {@code backend-3} where two are wanted, or none.
     *
     * @param described all servers that are described now
     * @param recorded what is known of their folders
     */
    public static List<ServerStatus> undescribed(Collection<ServerKey> described, Collection<ServerStatus> recorded) {
        return recorded.stream()
                .filter(it -> it.state().isUp() && !described.contains(it.key()))
                .filter(it -> isInstanceOfAny(it.key(), described))
                .sorted(Comparator.comparing(
                                (ServerStatus it) -> it.key().name().length())
                        .thenComparing(it -> it.key().name()))
                .toList();
    }

    private static boolean isInstanceOfAny(ServerKey key, Collection<ServerKey> described) {
        Matcher instance = INSTANCE.matcher(key.name());
        return instance.matches()
                && (described.contains(key.sibling(instance.group(1)))
                        || described.contains(key.sibling(instance.group(1) + "-1")));
    }

    private static int count(String parameter, String written) {
        int count = NUMBER.matcher(written).matches() ? Integer.parseInt(written) : 0;
        if (count < 1 || count > MOST) {
            throw new InvalidInputException(parameter, written, "must be a number from 1 to " + MOST);
        }
        return count;
    }

    private static RawServer instance(RawServer server, String name, int number) {
        Map<String, String> values = new LinkedHashMap<>(server.values());
        values.remove(KEY);
        values.put("name", name + "-" + number);
        return new RawServer(values, server.lists(), server.environment(), server.headers(), number - 1);
    }
}
