package nl.tafelzicht.engine.sheet;

import com.fasterxml.aalto.UncheckedStreamException;
import java.io.EOFException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.zip.ZipException;
import javax.xml.stream.XMLStreamException;
import nl.tafelzicht.election.Explanation;
import nl.tafelzicht.engine.xml.GuardedXml;

/**
 * Reads untrusted spreadsheets, {@code .xlsx} and {@code .ods}: recognised by their content, read as a stream, within
 * the bounds of {@link SheetBudget}.
 *
 * <pre>file ─► zip ─► part (counted as it is unpacked) ─► XML (guarded) ─► filled cells ─► {@link SheetVisitor}</pre>
 */
public final class Spreadsheets {

    private Spreadsheets() {}

    /**
     * Reads all visible sheets, in their order. Blocks.
     *
     * @throws UnreadableSheet when the file is no spreadsheet, or exceeds a bound
     */
    public static void read(Path file, SheetVisitor visitor) throws IOException, UnreadableSheet {
        var budget = new SheetBudget();
        try (var zip = ZipParts.open(file, budget)) {
            if (Xlsx.is(zip)) {
                new Xlsx(zip, budget).read(visitor);
            } else if (Ods.is(zip)) {
                new Ods(zip, budget).read(visitor);
            } else {
                throw new UnreadableSheet(Explanation.of("not-a-spreadsheet"));
            }
        } catch (XMLStreamException | UncheckedStreamException e) {
            throw unreadable(budget, e);
        } catch (ZipException | EOFException e) {
            throw budget.exceeded() == null ? ZipParts.notAZip() : budget.exceeded();
        }
    }

    private static UnreadableSheet unreadable(SheetBudget budget, Exception cause) {
        if (budget.exceeded() != null) {
            return budget.exceeded();
        }
        return new UnreadableSheet(
                Explanation.of(GuardedXml.isOutOfBounds(cause) ? "xml-out-of-bounds" : "spreadsheet-damaged"));
    }
}
