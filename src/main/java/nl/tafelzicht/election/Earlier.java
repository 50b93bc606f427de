package nl.tafelzicht.election;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.ToIntFunction;

/**
 * Who an entity was for before that changed, and what it said by then. What was said under a marking stays with those
 * who could read it then, and what is told to somebody is told from then on; so each viewer reads those of its words
 * that were said while the viewer was of its audience. Immutable.
 *
 * @param eras oldest first; empty for what was for the same all along
 * @param <S> what viewers get of the entity
 */
public record Earlier<S>(List<Era<S>> eras) {

    /** More than these, and what was said in the oldest of them stands in the timeline alone. */
    static final int MOST = 20;

    /** @param said all that it said at the end of the era, what was said before included */
    public record Era<S>(Visibility audience, S said) {}

    public static <S> Earlier<S> none() {
        return new Earlier<>(List.of());
    }

    /**
     * When an event changes who it is for from {@code before} to {@code after}; {@code said} is what it said until
     * then.
     */
    public Earlier<S> and(Visibility before, Visibility after, S said) {
        if (before.equals(after)) {
            return this;
        }
        var all = new ArrayList<>(eras);
        all.add(new Era<>(before, said));
        if (all.size() > MOST) {
            var oldest = all.remove(0);
            all.set(0, new Era<>(Visibility.nobody(oldest.audience.station()), all.get(0).said));
        }
        return new Earlier<>(List.copyOf(all));
    }

    /** Whether whoever this is was of its audience at all times, and so reads all. */
    public boolean isOpenTo(Predicate<Visibility> sees) {
        for (var era : eras) {
            if (!sees.test(era.audience)) {
                return false;
            }
        }
        return true;
    }

    /** Those of a list that were said to whoever this is. */
    public <T> List<T> of(List<T> now, Function<S, List<T>> list, Predicate<Visibility> sees) {
        var heard = new ArrayList<>(now);
        for (int i = 0; i < eras.size(); i++) {
            if (!sees.test(eras.get(i).audience)) {
                heard.removeAll(added(i, list));
            }
        }
        return List.copyOf(heard);
    }

    private <T> List<T> added(int era, Function<S, List<T>> list) {
        var added = new ArrayList<>(list.apply(eras.get(era).said));
        if (era > 0) {
            added.removeAll(list.apply(eras.get(era - 1).said));
        }
        return added;
    }

    /** How many there are of which {@code of} says how many there were, without those that were said to others. */
    public int count(int now, ToIntFunction<S> of, Predicate<Visibility> sees) {
        int heard = now;
        for (int i = 0; i < eras.size(); i++) {
            if (!sees.test(eras.get(i).audience)) {
                heard -= of.applyAsInt(eras.get(i).said) - (i == 0 ? 0 : of.applyAsInt(eras.get(i - 1).said));
            }
        }
        return heard;
    }

    /** A word, or {@code null} when it was said to others. */
    public <T> T word(T now, Function<S, T> of, Predicate<Visibility> sees) {
        for (int i = 0; i < eras.size(); i++) {
            var then = of.apply(eras.get(i).said);
            boolean isNew = i == 0 || !Objects.equals(then, of.apply(eras.get(i - 1).said));
            if (isNew && Objects.equals(then, now) && !sees.test(eras.get(i).audience)) {
                return null;
            }
        }
        return now;
    }
}
