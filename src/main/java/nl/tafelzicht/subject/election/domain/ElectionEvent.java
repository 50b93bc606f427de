package nl.tafelzicht.subject.election.domain;

import java.util.List;
import nl.tafelzicht.election.Role;
import nl.tafelzicht.election.Since;
import nl.tafelzicht.subject.election.domain.Definition.NamedList;

/** What happened to an election. */
public sealed interface ElectionEvent {

    @Since(2)
    record Defined(Definition definition, DefinedBy source, Role role) implements ElectionEvent {}

    /** Its lists got their numbers and names (EML 230b). */
    @Since(2)
    record ListsNamed(List<NamedList> lists, Role role) implements ElectionEvent {}
}
