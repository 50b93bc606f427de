package nl.tafelzicht.subject.election.domain;

import java.util.List;
import nl.tafelzicht.election.Command;
import nl.tafelzicht.election.Role;
import nl.tafelzicht.subject.election.domain.Definition.NamedList;

/** What can be done with an election. */
public sealed interface ElectionCommand extends Command<Election> {

    record Define(Definition definition, DefinedBy source, Role role) implements ElectionCommand {}

    record NameLists(List<NamedList> lists, Role role) implements ElectionCommand {}
}
