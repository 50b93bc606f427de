package nl.tafelzicht.subject.station;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import nl.tafelzicht.engine.access.AccountTerms;
import org.junit.jupiter.api.Test;

/** A municipality renews the log-in of a chair, and of nobody who may do or see more. */
class ChairLogInRoutesTest {

    private static final AccountTerms CHAIR =
            new AccountTerms(List.of("station-chair"), List.of("GM0363"), "GM0363-12", null, "De Brug");

    private static boolean isRenewed(List<String> roles, List<String> towns, String station, String clearance) {
        return ChairLogInRoutes.isNoMoreThan(CHAIR, new AccountTerms(roles, towns, station, clearance, "The hall"));
    }

    @Test
    void theChairOfThatStationIs() {
        assertThat(isRenewed(List.of("station-chair"), List.of("GM0363"), "GM0363-12", "GREEN"))
                .isTrue();
        assertThat(isRenewed(List.of("station-chair"), List.of("GM0363"), "GM0363-12", "CLEAR"))
                .isTrue();
        assertThat(isRenewed(List.of("station-chair"), List.of(), "GM0363-12", null))
                .isTrue();
    }

    @Test
    void whoMayDoOrSeeMoreIsNot() {
        var chair = List.of("station-chair");
        assertThat(isRenewed(List.of("station-chair", "municipality"), List.of("GM0363"), "GM0363-12", null))
                .isFalse();
        assertThat(isRenewed(chair, List.of("GM0363", "GM0599"), "GM0363-12", null))
                .isFalse();
        assertThat(isRenewed(chair, List.of("GM0363"), "GM0363-13", null)).isFalse();
        assertThat(isRenewed(chair, List.of("GM0363"), "GM0363-12", "AMBER")).isFalse();
        assertThat(isRenewed(chair, List.of("GM0363"), "GM0363-12", "RED")).isFalse();
    }
}
