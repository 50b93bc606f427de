package nl.tafelzicht.browser;

import com.microsoft.playwright.impl.driver.jar.DriverJar;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.regex.Pattern;
import nl.tafelzicht.support.OncePerBuild;

/**
 * What Playwright brings for this machine: Node.js and a program for it, 120 MB. Unpacked once for all processes of a
 * build; by itself, Playwright would do so in each.
 */
final class PlaywrightDriver {

    /** Where Playwright looks before it unpacks anything. */
    private static final String PLACE = "playwright.cli.dir";

    private static final Pattern JAR = Pattern.compile("([^/]+)\\.jar");

    private PlaywrightDriver() {}

    /** Playwright itself uses it from now on. @throws IOException where there is none for this machine */
    static synchronized Path unpacked() throws IOException {
        var known = System.getProperty(PLACE);
        if (known != null) {
            return Path.of(known);
        }
        try {
            var jar = JAR.matcher(DriverJar.getDriverResourceURI().toString());
            var folder = OncePerBuild.folder(
                    "playwright-" + (jar.find() ? jar.group(1) : "driver"), PlaywrightDriver::unpack);
            System.setProperty(PLACE, folder.toString());
            return folder;
        } catch (URISyntaxException e) {
            throw new IOException(e);
        }
    }

    private static void unpack(Path into) throws IOException {
        try {
            DriverJar.installDriverTo(into);
        } catch (URISyntaxException | RuntimeException e) {
            throw new IOException("Playwright brings nothing for this machine: " + e.getMessage(), e);
        }
    }
}
