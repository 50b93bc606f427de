package nl.tafelzicht.subject.courier.domain;

import java.util.List;

/**
 * What a trip has to be held against.
 *
 * @param isOneDistrict whether giver and receiver are in one electoral district
 * @param giverDistrict what people call it; {@code null} for the municipality's stock
 * @param receiverDistrict what people call it
 * @param giverElections that the giver is for; empty where there is one
 * @param elections that the receiver is for; empty where there is one
 * @param has ballots that the giver has beside those that it has promised; {@code null} when nobody has said
 * @param open trips to the receiver that are not over
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
