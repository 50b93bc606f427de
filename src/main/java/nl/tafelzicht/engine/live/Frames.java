package nl.tafelzicht.engine.live;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import nl.tafelzicht.engine.access.Viewpoint;
import nl.tafelzicht.engine.eventsourcing.Subjects;
import nl.tafelzicht.engine.json.Json;
import nl.tafelzicht.engine.picture.Change;
import nl.tafelzicht.engine.picture.Picture;

/**
 * Writes the frames of one picture. An entity is written once, however many viewpoints get it; so one of these serves a
 * whole round of the feed. The caller leaves out what a viewpoint may not see; an entity that it could see earlier is
 * listed as gone.
 */
public final class Frames {

    private static final byte[] COMMA = {','};
    /** Approximate size of the entry for a gone entity. */
    private static final int GONE_BYTES = 70;

    private final Picture picture;
    private final Map<Change, byte[]> written = new HashMap<>();

    public Frames(Picture picture) {
        this.picture = picture;
    }

    /**
     * A {@code changes} frame: the entities of {@code items}, as they are in this picture for the viewpoint that all of
     * them are for.
     */
    byte[] changes(long from, long to, Instant at, List<VisibleChange> items, boolean more) {
        var viewer = items.get(0).from();
        return frame(
                from,
                to,
                at,
                viewer,
                items.stream().filter(i -> !i.gone()).map(VisibleChange::change).toList(),
                items.stream()
                        .filter(VisibleChange::gone)
                        .map(VisibleChange::change)
                        .toList(),
                more);
    }

    /** A frame of a replay, in the form of a live one. */
    public byte[] past(long from, long to, Instant at, Viewpoint viewer, List<Change> seen, List<Change> gone) {
        return frame(from, to, at, viewer, seen, gone, false);
    }

    private byte[] frame(
            long from, long to, Instant at, Viewpoint viewer, List<Change> seen, List<Change> gone, boolean more) {
        var out = new ByteArrayOutputStream(200 + seen.size() * 300);
        append(
                out,
                "{\"type\":\"changes\",\"from\":" + from + ",\"to\":" + to + ",\"at\":\""
                        + at.truncatedTo(ChronoUnit.MILLIS) + '"');
        lists(out, viewer, seen);
        gone(out, gone);
        append(out, more ? ",\"more\":true}" : "}");
        return out.toByteArray();
    }

    /**
     * The body of {@code GET /picture}: everything in {@code changes}; a list without entities is written as an empty
     * one. Nothing is cached.
     */
    public void snapshot(OutputStream out, String journal, Instant at, Viewpoint viewer, List<Change> changes)
            throws IOException {
        snapshot(out, journal, at, viewer, FirstView.whole(changes));
    }

    /**
     * The same for a first view: its {@code figures} and its {@code part} flag, if it is one, come before the lists.
     */
    public void snapshot(OutputStream out, String journal, Instant at, Viewpoint viewer, FirstView view)
            throws IOException {
        write(
                out,
                "{\"journal\":\"" + journal + "\",\"seq\":" + picture.seq() + ",\"at\":\""
                        + at.truncatedTo(ChronoUnit.MILLIS) + '"');
        if (view.isPart()) {
            write(out, ",\"part\":true,\"figures\":");
            out.write(Json.bytes(view.figures()));
        }
        for (var kind : Subjects.all().lists()) {
            write(out, ",\"" + kind.list() + "\":[");
            boolean first = true;
            for (var change : view.changes()) {
                if (change.kind() != kind) {
                    continue;
                }
                if (!first) {
                    out.write(COMMA);
                }
                first = false;
                out.write(Json.bytes(picture.stateFor(change, viewer::sees)));
            }
            write(out, "]");
        }
        write(out, "}");
    }

    private static void write(OutputStream out, String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.UTF_8));
    }

    private static void gone(ByteArrayOutputStream out, List<Change> changes) {
        if (changes.isEmpty()) {
            return;
        }
        append(out, ",\"gone\":[");
        for (int i = 0; i < changes.size(); i++) {
            append(
                    out,
                    (i == 0 ? "" : ",") + "{\"kind\":\"" + changes.get(i).kind().word() + "\",\"id\":\""
                            + changes.get(i).id() + "\"}");
        }
        append(out, "]");
    }

    /** How many bytes an item takes in a frame. */
    int size(VisibleChange item) {
        return item.gone() ? GONE_BYTES : entity(item.change(), item.from()).length;
    }

    private void lists(ByteArrayOutputStream out, Viewpoint viewer, List<Change> changes) {
        for (var kind : Subjects.all().lists()) {
            boolean present = false;
            for (var change : changes) {
                if (change.kind() != kind) {
                    continue;
                }
                if (!present) {
                    append(out, ",\"" + kind.list() + "\":[");
                } else {
                    out.writeBytes(COMMA);
                }
                out.writeBytes(entity(change, viewer));
                present = true;
            }
            if (present) {
                append(out, "]");
            }
        }
    }

    /**
     * The same bytes for nearly all viewers; a viewer that joined a later audience gets the entity without text of
     * earlier audiences.
     */
    private byte[] entity(Change change, Viewpoint viewer) {
        var all = picture.state(change);
        var mine = picture.stateFor(change, viewer::sees);
        return mine == all ? written.computeIfAbsent(change, c -> Json.bytes(all)) : Json.bytes(mine);
    }

    private static void append(ByteArrayOutputStream out, String text) {
        out.writeBytes(text.getBytes(StandardCharsets.UTF_8));
    }
}
