package nl.tafelzicht.election;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * On a component of an event: what somebody wrote, or somebody's name, which is erased when a person has a right to
 * that. Everything else is kept: codes, ids, accounts, numbers, times.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
public @interface Words {}
