package nl.tafelzicht.subject.count.domain;

import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Numbers of voters and ballot papers beside the votes: the reason codes of {@code UncountedVotes} in EML_NL 510. */
public enum UncountedReason {
    /** D. */
    ADMITTED("toegelaten kiezers"),
    /** A. */
    POLLING_CARDS("geldige stempassen"),
    /** B. */
    PROXIES("geldige volmachtbewijzen"),
    /** C; there are none in municipal elections. */
    VOTER_PASSES("geldige kiezerspassen"),
    /** I. */
    MORE_COUNTED("meer getelde stembiljetten"),
    /** J. */
    FEWER_COUNTED("minder getelde stembiljetten"),
    TOO_MANY_ISSUED("te veel uitgereikte stembiljetten"),
    TOO_MANY_POSTAL("te veel briefstembiljetten"),
    TAKEN_AWAY("meegenomen stembiljetten"),
    TOO_FEW_ISSUED("te weinig uitgereikte stembiljetten"),
    NO_POSTAL("geen briefstembiljetten"),
    LOST("kwijtgeraakte stembiljetten"),
    UNEXPLAINED("geen verklaring"),
    OTHER_EXPLANATION("andere verklaring");

    private static final Map<String, UncountedReason> BY_CODE =
            Stream.of(values()).collect(Collectors.toMap(UncountedReason::code, reason -> reason));

    private final String code;

    UncountedReason(String code) {
        this.code = code;
    }

    /** The spelling in the file. */
    public String code() {
        return code;
    }

    /** @return {@code null} when there is no such reason */
    public static UncountedReason of(String code) {
        return BY_CODE.get(code);
    }
}
