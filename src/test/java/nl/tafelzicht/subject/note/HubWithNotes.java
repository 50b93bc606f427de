package nl.tafelzicht.subject.note;

import java.net.URL;
import java.net.URLClassLoader;
import nl.tafelzicht.Tafelzicht;
import nl.tafelzicht.engine.eventsourcing.Subjects;

/** The hub, and on its class path one registration more. */
public final class HubWithNotes {

    private HubWithNotes() {}

    public static void main(String[] arguments) {
        var registration = HubWithNotes.class.getResource("/with-notes/");
        Thread.currentThread()
                .setContextClassLoader(
                        new URLClassLoader(new URL[] {registration}, HubWithNotes.class.getClassLoader()));
        Subjects.all();
        Tafelzicht.main(arguments);
    }
}
