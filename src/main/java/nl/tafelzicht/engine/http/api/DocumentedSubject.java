package nl.tafelzicht.engine.http.api;

import nl.tafelzicht.engine.eventsourcing.Subject;

/** A {@link Subject} that brings its part of the OpenAPI document. */
public interface DocumentedSubject {

    /**
     * Its part of the OpenAPI document: a resource beside its class. Lists and objects are joined with those of the
     * hub's document, so that a part also adds to what others defined (its list to {@code Picture}, its kind to what
     * can be escalated).
     */
    public String openApi();
}
