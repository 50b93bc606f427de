package nl.tafelzicht.subject.count.domain;

import java.util.List;

/**
 * A list of candidates in a count.
 *
 * @param number of the list, from 1
 * @param name as registered; {@code null} for a list without a name
 * @param candidates their numbers on the list, in the order of the file
 */
public record CountList(int number, String name, List<Integer> candidates) {}
