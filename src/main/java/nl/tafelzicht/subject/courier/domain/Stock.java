package nl.tafelzicht.subject.courier.domain;

import java.util.List;

/**
 * What a trip is checked against.
 *
 * @param isOneDistrict whether giver and receiver are in one electoral district
 * @param giverDistrict its name; {@code null} for the municipality's stock
 * @param receiverDistrict its name
 * @param giverElections elections of the giver; empty where there is one
 * @param elections elections of the receiver; empty where there is one
 * @param has ballots of the giver beyond those that it has promised; {@code null} when it was not reported
 * @param open unfinished trips to the receiver
 * @param all trips to the receiver
 */
public record Stock(
        boolean isOneDistrict,
        String giverDistrict,
        String receiverDistrict,
        List<String> giverElections,
        List<String> elections,
        Integer has,
        int open,
        int all) {}
