package nl.tafelzicht.engine.notify;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.MissingResourceException;
import java.util.ResourceBundle;
import nl.tafelzicht.engine.eventsourcing.Subjects;

/**
 * The Dutch texts of mails: those that all mails share ({@code i18n/mail.properties}), and those that each subject
 * brings as {@code mail.properties} beside its class. A hub with two texts under one key does not start. Immutable;
 * thread-safe.
 */
public final class MailTexts {

    private static final MailTexts ALL = new MailTexts(read());

    private final Map<String, String> texts;

    private MailTexts(Map<String, String> texts) {
        this.texts = texts;
    }

    /** The texts of the hub and of all its subjects. */
    public static MailTexts all() {
        return ALL;
    }

    /** @throws MissingResourceException when there is no such text */
    public String say(String key) {
        var text = texts.get(key);
        if (text == null) {
            throw new MissingResourceException("no text for mail: " + key, "mail", key);
        }
        return text;
    }

    /** The text with this key, or {@code otherwise} when there is none. */
    public String say(String key, String otherwise) {
        return texts.getOrDefault(key, otherwise);
    }

    private static Map<String, String> read() {
        var texts = new HashMap<String, String>();
        add(texts, ResourceBundle.getBundle("i18n.mail", Locale.ROOT));
        for (var subject : Subjects.all().list()) {
            ofSubject(subject.getClass()).forEach(bundle -> add(texts, bundle));
        }
        return Map.copyOf(texts);
    }

    /** The texts of one subject; empty for a subject without any. */
    private static List<ResourceBundle> ofSubject(Class<?> subject) {
        try {
            return List.of(ResourceBundle.getBundle(
                    subject.getPackageName() + ".mail", Locale.ROOT, subject.getClassLoader()));
        } catch (MissingResourceException none) {
            return List.of();
        }
    }

    private static void add(Map<String, String> texts, ResourceBundle bundle) {
        for (var key : bundle.keySet()) {
            if (texts.put(key, bundle.getString(key)) != null) {
                throw new IllegalStateException("two texts for mail: " + key + " in " + bundle.getBaseBundleName());
            }
        }
    }
}
