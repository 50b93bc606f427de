package nl.tafelzicht.bench;

import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import nl.tafelzicht.engine.place.Gazetteer;
import nl.tafelzicht.support.Api;
import nl.tafelzicht.support.EmlFiles;
import nl.tafelzicht.support.EmlFiles.Named;
import nl.tafelzicht.support.HubProcess;

/**
 * The files of a day with two elections at an empty hub: of each of 342 municipalities one for each election (EML
 * 110b), 10,000 stations in all, and then all of them again.
 */
final class ElectionLoad {

    private static final int STATIONS = 10_000;
    private static final int AT_ONCE = 8;
    private static final LocalDate DAY = LocalDate.of(2027, 3, 17);

    private ElectionLoad() {}

    private record File(String code, String xml) {}

    static void run(Path folder, Consumer<String> say) throws Exception {
        var codes = new Gazetteer()
                .places().stream()
                        .map(p -> p.municipality().code())
                        .filter(code -> !code.startsWith("GM9"))
                        .sorted()
                        .toList();
        var elections = List.of(Named.ps(DAY), Named.ab(DAY));
        try (var hub = HubProcess.start(
                folder.resolve("elections.log"),
                List.of("-Xmx1g"),
                "--data",
                folder.resolve("elections").toString(),
                "--accounts",
                "demo")) {
            var api = Api.at(hub.address());
            bring(api, hub.pid(), codes, elections, "from empty", say);
            int several = 0;
            String after = "";
            while (after != null) {
                var page = api.as("operator")
                        .get("/stations?limit=1000" + (after.isEmpty() ? "" : "&after=" + after))
                        .body();
                for (var station : page.get("items")) {
                    several += station.path("elections").size() == 2 ? 1 : 0;
                }
                after = page.has("next") ? page.get("next").asText() : null;
            }
            say.accept("    stations with two elections: " + several);
            bring(api, hub.pid(), codes, elections, "the same again", say);
        }
    }

    /** One election after the other, as they come; municipalities side by side. */
    private static void bring(
            Api hub, long pid, List<String> codes, List<Named> elections, String what, Consumer<String> say)
            throws Exception {
        long bytes = 0;
        var rounds = new ArrayDeque<Queue<File>>();
        for (var election : elections) {
            var files = new ConcurrentLinkedQueue<File>();
            for (int i = 0; i < codes.size(); i++) {
                int stations = STATIONS / codes.size() + (i < STATIONS % codes.size() ? 1 : 0);
                var xml = EmlFiles.stations(election, codes.get(i), EmlFiles.places(stations, 1_000));
                bytes += xml.length();
                files.add(new File(codes.get(i), xml));
            }
            rounds.add(files);
        }
        var sessions = new ConcurrentHashMap<String, Api>();
        for (var code : codes) {
            sessions.put(code, hub.as("municipality-" + code)); // a log-in costs as much as it should, and once
        }
        double before = Processes.cpuSeconds(pid);
        long from = System.nanoTime();
        for (var files : rounds) {
            var workers = Executors.newFixedThreadPool(AT_ONCE);
            var done = new ArrayList<Future<?>>();
            for (int i = 0; i < AT_ONCE; i++) {
                done.add(workers.submit(() -> bring(sessions, files)));
            }
            for (var worker : done) {
                worker.get();
            }
            workers.shutdown();
        }
        say.accept(String.format(
                Locale.ROOT,
                "%d files of %d municipalities, %d stations, %d elections, %.1f MB, %s: %.1f s, %.1f s of processor time",
                codes.size() * elections.size(),
                codes.size(),
                STATIONS,
                elections.size(),
                bytes / 1e6,
                what,
                (System.nanoTime() - from) / 1e9,
                Processes.cpuSeconds(pid) - before));
    }

    private static Void bring(Map<String, Api> sessions, Queue<File> files) throws Exception {
        for (var file = files.poll(); file != null; file = files.poll()) {
            var answer = sessions.get(file.code).post("/stations/imports", "application/xml", file.xml);
            if (answer.status() != 200) {
                throw new IllegalStateException(file.code + " " + answer.body());
            }
        }
        return null;
    }
}
