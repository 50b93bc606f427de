package nl.tafelzicht.engine.http.publicsite;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The style sheets that the page names one after another, as one file: each would be a request before anything is
 * drawn.
 *
 * @param index the page, with one link to all
 * @param path under which they are served; it contains a hash of the content
 * @param text all style sheets in their order, with their relative addresses adapted to the new path
 */
record JoinedStyles(String index, String path, String text) {

    private static final Pattern LINK = Pattern.compile("[ ]*<link rel=\"stylesheet\" href=\"(?<path>[^\"]+)\">\\n?");
    private static final Pattern REFERENCE = Pattern.compile("url\\((?<to>[^)'\"/#:]+(?:/[^)'\"#:]*)?)\\)");

    /** Reads the content of a path; {@code null} when there is none. */
    interface Reader {
        byte[] read(String path) throws IOException;
    }

    static JoinedStyles of(String index, Reader reader) throws IOException {
        var all = new StringBuilder();
        for (var path : paths(index)) {
            var content = reader.read(path);
            if (content == null) {
                throw new IOException("the page names a style sheet that is not there: " + path);
            }
            all.append(moved(path, new String(content, StandardCharsets.UTF_8)).strip())
                    .append('\n');
        }
        var text = all.toString();
        var path = JoinedModules.FOLDER + "page." + JoinedModules.hash(text) + ".css";
        var links = LINK.matcher(index);
        var one = links.replaceFirst(Matcher.quoteReplacement("  <link rel=\"stylesheet\" href=\"" + path + "\">\n"));
        int behind = one.indexOf(path) + path.length() + 2;
        return new JoinedStyles(
                one.substring(0, behind) + LINK.matcher(one.substring(behind)).replaceAll(""), path, text);
    }

    private static List<String> paths(String index) {
        return LINK.matcher(index).results().map(found -> found.group(1)).toList();
    }

    private static String moved(String from, String text) {
        return REFERENCE
                .matcher(text)
                .replaceAll(found ->
                        Matcher.quoteReplacement("url(" + URI.create(from).resolve(found.group(1)) + ")"));
    }
}
