package nl.tafelzicht.engine.http.api;

import nl.tafelzicht.engine.eventsourcing.Subject;

/** A {@link Subject} that brings its part of the OpenAPI document. */
public interface DocumentedSubject {

    /**
     * Its part of the OpenAPI document: a resource beside its class. Lists and objects are merged with those of the
     * hub's document, so that a part can also extend what others defined (its list in {@code Picture}, its kind among
     * what can be escalated).
     */
    public String openApi();
}
