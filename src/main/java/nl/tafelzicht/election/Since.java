package nl.tafelzicht.election;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The format of the journal in which an event, a component of an event, or a word of an enum in an event was added, for
 * everything that came after the first release. A hub writes nothing of a format that some running node can't read:
 * that node would get stuck on it.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.RECORD_COMPONENT, ElementType.FIELD})
public @interface Since {
    /** At least 2. */
    int value();
}
