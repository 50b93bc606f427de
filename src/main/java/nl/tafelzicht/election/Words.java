package nl.tafelzicht.election;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks a component of an event as free text or a person's name, which is erased when a person has a right to that.
 * Everything else is kept: codes, ids, accounts, numbers, times.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
public @interface Words {}
