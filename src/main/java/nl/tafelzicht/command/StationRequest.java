package nl.tafelzicht.command;

import java.util.UUID;
import nl.tafelzicht.election.station.StationCommand;

/**
 * A command for one station, on its way to {@link StationVerticle}.
 *
 * @param id    under which its event will stand in the journal; the same id twice has effect once
 * @param actor name of the account that asks
 */
public record StationRequest(UUID id, String stationId, StationCommand command, String actor) { }
