package nl.tafelzicht.subject.ballot.domain;

import nl.tafelzicht.subject.station.domain.Series;

/**
 * What is known of one station's ballots for one election, as a forecast needs it.
 *
 * @param hours when its doors are open
 * @param used numbers of voters that were admitted for this election
 * @param left ballots that were there at a moment, and what was brought or taken away since
 * @param leftMinute that moment, in minutes since 1970; before the opening when nobody has counted
 * @param queue people in line, as last seen; 0 when nobody said so
 */
public record Supply(Hours hours, Series used, int left, int leftMinute, int queue) {}
