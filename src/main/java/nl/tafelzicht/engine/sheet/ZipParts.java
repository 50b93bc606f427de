package nl.tafelzicht.engine.sheet;

import com.fasterxml.aalto.stax.InputFactoryImpl;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamException;
import nl.tafelzicht.election.Explanation;
import nl.tafelzicht.engine.xml.GuardedXml;

/**
 * The parts of a spreadsheet, which is a zip file. A part is unpacked only while it is read, as XML, and never to disk;
 * the bounds apply to the unpacked bytes, not to the sizes that the zip file states.
 */
final class ZipParts implements AutoCloseable {

    /** The first bytes of Microsoft's compound files: an old {@code .xls}, or an {@code .xlsx} with a password. */
    private static final byte[] COMPOUND = {(byte) 0xD0, (byte) 0xCF, 0x11, (byte) 0xE0};

    private final ZipFile zip;
    private final SheetBudget budget;

    private ZipParts(ZipFile zip, SheetBudget budget) {
        this.zip = zip;
        this.budget = budget;
    }

    static ZipParts open(Path file, SheetBudget budget) throws IOException, UnreadableSheet {
        try (var in = Files.newInputStream(file)) {
            if (Arrays.equals(in.readNBytes(COMPOUND.length), COMPOUND)) {
                throw new UnreadableSheet(Explanation.of("spreadsheet-with-password-or-old"));
            }
        }
        ZipFile zip;
        try {
            zip = new ZipFile(file.toFile(), StandardCharsets.UTF_8);
        } catch (ZipException e) { // also thrown for entries with a password
            throw notAZip();
        }
        try {
            check(zip);
        } catch (UnreadableSheet e) {
            zip.close();
            throw e;
        }
        return new ZipParts(zip, budget);
    }

    static UnreadableSheet notAZip() {
        return new UnreadableSheet(Explanation.of("spreadsheet-is-no-zip"));
    }

    /** Refuses properties that no program gives to a spreadsheet. */
    private static void check(ZipFile zip) throws UnreadableSheet {
        if (zip.size() > SheetBudget.MOST_ENTRIES) {
            throw new UnreadableSheet(Explanation.of("spreadsheet-too-many-entries", "most", SheetBudget.MOST_ENTRIES));
        }
        var names = new HashSet<String>();
        var entries = zip.entries();
        while (entries.hasMoreElements()) {
            var name = entries.nextElement().getName();
            boolean leadsOut = name.startsWith("/")
                    || name.indexOf('\\') >= 0
                    || Arrays.asList(name.split("/")).contains("..");
            if (leadsOut || !names.add(name)) {
                throw new UnreadableSheet(Explanation.of(
                        "spreadsheet-odd-entry", "name", name.length() > 60 ? name.substring(0, 60) + "…" : name));
            }
        }
    }

    boolean has(String name) {
        return zip.getEntry(name) != null;
    }

    /** @throws UnreadableSheet when there is no such part */
    SheetXml xml(String name) throws IOException, XMLStreamException, UnreadableSheet {
        var entry = zip.getEntry(name);
        if (entry == null) {
            throw new UnreadableSheet(Explanation.of("not-a-spreadsheet"));
        }
        var factory = new InputFactoryImpl();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_REPLACING_ENTITY_REFERENCES, false);
        return new SheetXml(GuardedXml.open(factory, new Counted(zip.getInputStream(entry), budget)));
    }

    @Override
    public void close() throws IOException {
        zip.close();
    }

    private static final class Counted extends FilterInputStream {
        private final SheetBudget budget;

        Counted(InputStream in, SheetBudget budget) {
            super(in);
            this.budget = budget;
        }

        @Override
        public int read() throws IOException {
            int b = in.read();
            budget.bytes(1);
            return b;
        }

        @Override
        public int read(byte[] bytes, int from, int length) throws IOException {
            int read = in.read(bytes, from, length);
            budget.bytes(Math.max(0, read));
            return read;
        }
    }
}
