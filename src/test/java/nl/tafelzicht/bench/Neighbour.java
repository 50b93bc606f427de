package nl.tafelzicht.bench;

import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import nl.tafelzicht.support.HubProcess;

/**
 * Something that people would use instead of the hub: takes a report by POST and sends it to every screen, one message
 * each.
 */
abstract class Neighbour implements AutoCloseable {

    private static final Path TOOLS = Path.of("tools", "neighbours");

    final Path folder;
    final int port;
    private Process process;

    private Neighbour(Path folder) throws IOException {
        this.folder = folder;
        this.port = HubProcess.freePort();
    }

    abstract String name();

    abstract String livePath(long last);

    abstract String reportPath();

    abstract ProcessBuilder command() throws IOException;

    /** @return whether it could be started; what is missing is said */
    boolean start() throws IOException, InterruptedException {
        process = command()
                .redirectError(Redirect.appendTo(folder.resolve(name() + ".log").toFile()))
                .start();
        for (int tries = 0; tries < 200 && process.isAlive(); tries++) {
            try (var socket = new Socket("127.0.0.1", port)) {
                return true;
            } catch (IOException notYet) {
                Thread.sleep(50);
            }
        }
        return false;
    }

    long pid() {
        return process.pid();
    }

    Buffer report(int n) {
        var body = "{\"n\":" + n + ",\"status\":\"open\",\"waitingMinutes\":" + n % 30 + ",\"queueLength\":" + n % 200
                + ",\"membersPresent\":4}";
        return Buffer.buffer("POST " + reportPath()
                + " HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\nContent-Length: " + body.length()
                + "\r\n\r\n" + body);
    }

    void kill() throws InterruptedException {
        var children = process.descendants().toList();
        process.destroyForcibly();
        children.forEach(ProcessHandle::destroyForcibly);
        process.waitFor();
    }

    @Override
    public void close() throws InterruptedException {
        if (process != null) {
            kill();
        }
    }

    /** nginx with Nchan. @return {@code null} where it is not installed */
    static Neighbour nchan(Path folder) throws IOException {
        var module = Stream.of(
                        "/usr/lib/nginx/modules/ngx_nchan_module.so", "/usr/share/nginx/modules/ngx_nchan_module.so")
                .map(Path::of)
                .filter(Files::exists)
                .findFirst();
        if (module.isEmpty() || !Files.isExecutable(Path.of("/usr/sbin/nginx"))) {
            return null;
        }
        return new Neighbour(folder) {
            @Override
            String name() {
                return "nginx with Nchan";
            }

            @Override
            String livePath(long last) {
                return "/live";
            }

            @Override
            String reportPath() {
                return "/reports";
            }

            @Override
            ProcessBuilder command() throws IOException {
                var conf = Files.readString(TOOLS.resolve("nginx.conf"))
                        .replace("FOLDER", folder.toString())
                        .replace("MODULE", module.get().toString())
                        .replace("PORT", String.valueOf(port));
                Files.writeString(folder.resolve("nginx.conf"), conf.startsWith("#") ? "user root;\n" + conf : conf);
                return new ProcessBuilder(
                        "/usr/sbin/nginx", "-c", folder.resolve("nginx.conf").toString(), "-p", folder.toString());
            }
        };
    }

    /** Node.js with ws and pg. @return {@code null} where it can't be installed */
    static Neighbour node(Path folder, String database) throws IOException, InterruptedException {
        var there = folder.resolve("node");
        Files.createDirectories(there);
        for (var file : List.of("package.json", "server.mjs")) {
            Files.copy(TOOLS.resolve(file), there.resolve(file), java.nio.file.StandardCopyOption.REPLACE_EXISTING);
        }
        try {
            var install = new ProcessBuilder("npm", "install", "--no-audit", "--no-fund", "--silent")
                    .directory(there.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(folder.resolve("npm.log").toFile())
                    .start();
            if (install.waitFor() != 0) {
                return null;
            }
        } catch (IOException noNode) {
            return null;
        }
        return new Neighbour(folder) {
            @Override
            String name() {
                return "Node.js, ws and pg";
            }

            @Override
            String livePath(long last) {
                return last < 0 ? "/" : "/?since=" + last;
            }

            @Override
            String reportPath() {
                return "/stations/GM0363-1/reports";
            }

            @Override
            ProcessBuilder command() {
                return new ProcessBuilder(
                                "node", there.resolve("server.mjs").toString(), String.valueOf(port), database)
                        .directory(there.toFile());
            }
        };
    }
}
