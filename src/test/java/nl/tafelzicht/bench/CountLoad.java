package nl.tafelzicht.bench;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import nl.tafelzicht.subject.count.domain.AbacusRules;
import nl.tafelzicht.subject.count.domain.ControlProtocol;
import nl.tafelzicht.subject.count.domain.Fingerprint;
import nl.tafelzicht.subject.count.format.Eml510;
import nl.tafelzicht.subject.count.format.ProtocolCsv;
import nl.tafelzicht.support.Api;
import nl.tafelzicht.support.HubProcess;

/**
 * What count files cost: the largest municipality's by itself, and those of the whole country at a hub with little
 * memory.
 */
final class CountLoad {

    private static final int MUNICIPALITIES = 342;
    private static final int BRINGERS = 4;
    private static final int ROUNDS = 5;
    private static final double MILLION = 1e6;

    private CountLoad() {}

    /** @param quick a tenth of it, to see that it works */
    static void run(Path folder, boolean quick, Consumer<String> say) throws Exception {
        var large = file("GM0363", quick ? 42 : 420, 26, 50);
        alone(large, quick ? 2 : ROUNDS, say);
        var small = file("GM0344", 30, 20, 17);
        try (var hub = HubProcess.start(
                folder.resolve("counts.log"),
                List.of("-Xmx300m"),
                "--data",
                folder.resolve("counts").toString(),
                "--accounts",
                "demo")) {
            var api = Api.at(hub.address()).as("operator");
            long from = System.nanoTime();
            bring(api, large);
            say.accept(String.format(
                    Locale.ROOT,
                    "    at a hub with a heap of 300 MB, from the first byte to the answer: %.0f ms",
                    (System.nanoTime() - from) / MILLION));
            all(api, small, quick ? MUNICIPALITIES / 10 : MUNICIPALITIES, say);
        }
    }

    private static void alone(byte[] file, int rounds, Consumer<String> say) throws Exception {
        say.accept(String.format(
                Locale.ROOT, "count file of %.1f MB: read, checked, three tables, SHA-256", file.length / MILLION));
        for (int i = 0; i < rounds; i++) {
            long from = System.nanoTime();
            var count = Eml510.read(new ByteArrayInputStream(file));
            long read = System.nanoTime();
            int found = AbacusRules.check(count).size();
            var results = ControlProtocol.check(count);
            var csv = new ProtocolCsv(count, results, false);
            int bytes = csv.a().length() + csv.b().length() + csv.c().length();
            long checked = System.nanoTime();
            Fingerprint.of(file);
            long done = System.nanoTime();
            say.accept(String.format(
                    Locale.ROOT,
                    "    round %d: read %.0f ms, checks and tables %.0f ms, SHA-256 %.0f ms (%d findings, %d signs)",
                    i + 1,
                    (read - from) / MILLION,
                    (checked - read) / MILLION,
                    (done - checked) / MILLION,
                    found,
                    bytes));
        }
    }

    private static void all(Api api, byte[] file, int files, Consumer<String> say) throws Exception {
        var text = new String(file, StandardCharsets.UTF_8);
        var bringers = Executors.newFixedThreadPool(BRINGERS);
        var times = Collections.synchronizedList(new ArrayList<Long>());
        var under = new ArrayList<Future<Void>>();
        long from = System.nanoTime();
        for (int n = 0; n < files; n++) {
            var code = String.format(Locale.ROOT, "%04d", 2_000 + n);
            Callable<Void> one = () -> {
                long begun = System.nanoTime();
                bring(api, text.replace("0344", code).getBytes(StandardCharsets.UTF_8));
                times.add(System.nanoTime() - begun);
                return null;
            };
            under.add(bringers.submit(one));
        }
        for (var one : under) {
            one.get();
        }
        bringers.shutdown();
        Collections.sort(times);
        say.accept(String.format(
                Locale.ROOT,
                "    %d files of %.1f MB, %d at a time: %.1f s; median %.0f ms, slowest %.0f ms",
                files,
                file.length / MILLION,
                BRINGERS,
                (System.nanoTime() - from) / 1e9,
                times.get(times.size() / 2) / MILLION,
                times.get(times.size() - 1) / MILLION));
    }

    private static void bring(Api api, byte[] file) throws Exception {
        var answer = api.post("/counts/imports", "application/xml", file);
        if (answer.status() != 200) {
            throw new IllegalStateException(String.valueOf(answer.body()));
        }
    }

    /** Votes are drawn; they add up. */
    private static byte[] file(String municipality, int units, int lists, int candidates) {
        var random = new Random(units);
        var code = municipality.substring(2);
        var total = new int[lists][candidates];
        var each = new StringBuilder(units * lists * candidates * 130);
        for (int u = 1; u <= units; u++) {
            var votes = new int[lists][candidates];
            for (int l = 0; l < lists; l++) {
                for (int c = 0; c < candidates; c++) {
                    votes[l][c] = random.nextInt(1 + 200 / (1 + l + c));
                    total[l][c] += votes[l][c];
                }
            }
            each.append("<ReportingUnitVotes><ReportingUnitIdentifier Id=\"")
                    .append(code)
                    .append("::SB")
                    .append(u);
            each.append("\">Stembureau ").append(u).append("</ReportingUnitIdentifier>\n");
            write(each, votes);
            each.append("</ReportingUnitVotes>\n");
        }
        var out = new StringBuilder(each.length() + lists * candidates * 200);
        out.append("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<EML xmlns=\"urn:oasis:names:tc:evs:schema:eml\" ");
        out.append("xmlns:kr=\"http://www.kiesraad.nl/extensions\" Id=\"510b\" SchemaVersion=\"5\">");
        out.append("<ManagingAuthority><AuthorityIdentifier Id=\"").append(code).append("\">Gemeente");
        out.append("</AuthorityIdentifier></ManagingAuthority><Count><Election><ElectionIdentifier Id=\"BM2027\"/>");
        out.append("<Contests><Contest><ContestIdentifier Id=\"alle\"/><TotalVotes>\n");
        write(out, total);
        out.append("</TotalVotes>\n").append(each).append("</Contest></Contests></Election></Count></EML>");
        return out.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static void write(StringBuilder out, int[][] votes) {
        int sum = 0;
        for (int l = 0; l < votes.length; l++) {
            int list = 0;
            for (int v : votes[l]) {
                list += v;
            }
            sum += list;
            out.append("  <Selection><AffiliationIdentifier Id=\"")
                    .append(l + 1)
                    .append("\"><RegisteredName>Lijst ");
            out.append(l + 1)
                    .append("</RegisteredName></AffiliationIdentifier><ValidVotes>")
                    .append(list);
            out.append("</ValidVotes></Selection>\n");
            for (int c = 0; c < votes[l].length; c++) {
                out.append("  <Selection><Candidate><CandidateIdentifier Id=\"").append(c + 1);
                out.append("\"></CandidateIdentifier></Candidate><ValidVotes>").append(votes[l][c]);
                out.append("</ValidVotes></Selection>\n");
            }
        }
        out.append("<Cast>")
                .append(sum * 2)
                .append("</Cast><TotalCounted>")
                .append(sum)
                .append("</TotalCounted>");
        out.append("<RejectedVotes ReasonCode=\"blanco\">0</RejectedVotes><RejectedVotes ReasonCode=\"ongeldig\">0");
        out.append("</RejectedVotes><UncountedVotes ReasonCode=\"toegelaten kiezers\">")
                .append(sum);
        out.append("</UncountedVotes><UncountedVotes ReasonCode=\"geldige stempassen\">")
                .append(sum);
        out.append("</UncountedVotes>\n");
    }
}
