package nl.tafelzicht.election;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.ToIntFunction;

/**
 * The earlier audiences of an entity, and what it said under each. Text that was written under a marking stays with
 * those who could read it then, and somebody who is told later reads only what was written from then on. So each viewer
 * reads the text that was written while the viewer belonged to the audience. Immutable.
 *
 * @param eras oldest first; empty when the audience never changed
 * @param <S> what viewers get of the entity
 */
public record Earlier<S>(List<Era<S>> eras) {

    /** With more eras than these, the text of the oldest is found in the timeline only. */
    static final int MOST = 20;

    /** @param said everything that it said at the end of the era, including text from before it */
    public record Era<S>(Visibility audience, S said) {}

    public static <S> Earlier<S> none() {
        return new Earlier<>(List.of());
    }

    /**
     * Adds an era, when an event changes the audience from {@code before} to {@code after}; {@code said} is what the
     * entity said until then.
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

    /** Whether a viewer belonged to every audience, and so reads everything. */
    public boolean isOpenTo(Predicate<Visibility> sees) {
        for (var era : eras) {
            if (!sees.test(era.audience)) {
                return false;
            }
        }
        return true;
    }

    /** The elements of a list that were written while the viewer belonged to the audience. */
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

    /** The count of such elements: {@code of} gives the count of a state; elements written for others are left out. */
    public int count(int now, ToIntFunction<S> of, Predicate<Visibility> sees) {
        int heard = now;
        for (int i = 0; i < eras.size(); i++) {
            if (!sees.test(eras.get(i).audience)) {
                heard -= of.applyAsInt(eras.get(i).said) - (i == 0 ? 0 : of.applyAsInt(eras.get(i - 1).said));
            }
        }
        return heard;
    }

    /** A text, or {@code null} when it was written for others. */
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
