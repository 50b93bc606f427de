package nl.tafelzicht.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/** What processes cost the machine, with all that they started: as Linux counts it. */
final class Processes {

    private static final double TICKS_PER_SECOND = 100;
    private static final int USER_TIME = 11;
    private static final int SYSTEM_TIME = 12;

    private Processes() {}

    /** Processor time so far, in seconds. */
    static double cpuSeconds(long... pids) {
        return withChildren(pids).mapToDouble(Processes::cpu).sum();
    }

    private static double cpu(long pid) {
        try {
            var stat = Files.readString(Path.of("/proc", String.valueOf(pid), "stat"));
            var fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
            return (Long.parseLong(fields[USER_TIME]) + Long.parseLong(fields[SYSTEM_TIME])) / TICKS_PER_SECOND;
        } catch (IOException ended) {
            return 0;
        }
    }

    /** Memory that is in use, in bytes. */
    static double residentBytes(long... pids) {
        return withChildren(pids).mapToDouble(Processes::resident).sum();
    }

    private static double resident(long pid) {
        try (Stream<String> lines = Files.lines(Path.of("/proc", String.valueOf(pid), "status"))) {
            return lines.filter(l -> l.startsWith("VmRSS:"))
                    .mapToDouble(l -> Double.parseDouble(l.replaceAll("\\D+", "")) * 1_024)
                    .sum();
        } catch (IOException ended) {
            return 0;
        }
    }

    private static Stream<Long> withChildren(long... pids) {
        return LongStream.of(pids)
                .boxed()
                .flatMap(pid -> ProcessHandle.of(pid).stream())
                .flatMap(p -> Stream.concat(Stream.of(p), p.descendants()))
                .map(ProcessHandle::pid);
    }
}
