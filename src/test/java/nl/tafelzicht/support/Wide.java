package nl.tafelzicht.support;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * A test, or a class of them, that takes more of a machine than it adds to the others: it runs with {@code mvn -Pwide
 * verify} alone. Decision 23 lists each with its reason, and a test sees to that.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.METHOD})
@EnabledIfSystemProperty(named = "wide", matches = "true", disabledReason = "only with mvn -Pwide verify")
public @interface Wide {}
