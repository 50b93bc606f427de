package nl.tafelzicht.election;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * On an event, a component of one, or a word of an enum in one, that came after the first release: from which format of
 * the journal on there is such a thing. Nothing of a format that some living node can't read is written: it would be
 * stuck at it.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.RECORD_COMPONENT, ElementType.FIELD})
public @interface Since {
    /** At least 2. */
    int value();
}
