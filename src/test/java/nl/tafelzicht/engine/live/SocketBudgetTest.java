package nl.tafelzicht.engine.live;

import static nl.tafelzicht.engine.live.SocketBudget.Place.ACCOUNT_FULL;
import static nl.tafelzicht.engine.live.SocketBudget.Place.FREE;
import static nl.tafelzicht.engine.live.SocketBudget.Place.NODE_FULL;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SocketBudgetTest {

    @Test
    void anAccountHasItsPlacesAndWhatIsGivenBackIsFreeAgain() {
        var budget = new SocketBudget(2, 10);
        assertThat(budget.take("a")).isEqualTo(FREE);
        assertThat(budget.take("a")).isEqualTo(FREE);
        assertThat(budget.take("a")).isEqualTo(ACCOUNT_FULL);
        assertThat(budget.take("b")).isEqualTo(FREE);
        budget.giveBack("a");
        assertThat(budget.take("a")).isEqualTo(FREE);
        assertThat(budget.take("a")).isEqualTo(ACCOUNT_FULL);
        assertThat(budget.taken()).isEqualTo(3);
    }

    @Test
    void theNodeHasItsPlacesToo() {
        var budget = new SocketBudget(2, 3);
        assertThat(IntStream.range(0, 5).mapToObj(i -> budget.take("account " + i)))
                .containsExactly(FREE, FREE, FREE, NODE_FULL, NODE_FULL);
        budget.giveBack("account 0");
        assertThat(budget.take("account 4")).isEqualTo(FREE);
    }

    @Test
    void accountsWithoutAScreenAreForgotten() {
        var budget = new SocketBudget(1, 1_000);
        for (int i = 0; i < 1_000; i++) {
            budget.take("account " + i);
        }
        assertThat(budget.accounts()).isEqualTo(1_000);
        assertThat(budget.take("one more")).isEqualTo(NODE_FULL);
        for (int i = 0; i < 1_000; i++) {
            budget.giveBack("account " + i);
        }
        assertThat(budget.accounts()).isZero();
        assertThat(budget.taken()).isZero();
    }

    @Test
    void severalEventLoopsShareIt() {
        var budget = new SocketBudget(50, 60);
        var had = new AtomicInteger();
        IntStream.range(0, 20_000).parallel().forEach(i -> {
            if (budget.take("account " + i % 2) == FREE) {
                had.incrementAndGet();
                budget.giveBack("account " + i % 2);
            }
        });
        assertThat(had.get()).isPositive();
        assertThat(budget.taken()).isZero();
        assertThat(budget.accounts()).isZero();
    }
}
