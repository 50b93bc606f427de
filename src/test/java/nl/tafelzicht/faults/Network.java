package nl.tafelzicht.faults;

import java.io.IOException;
import java.util.List;

/** Where the nodes are, and what can be cut between them. */
interface Network extends AutoCloseable {

    /** What runs a program at node {@code i}. */
    List<String> prefix(int i);

    /** The node's address for its viewers. */
    String front(int i);

    /** The node's address for the other nodes. */
    String bus(int i);

    /** The address at which nodes reach the database. */
    String database();

    /** Whether lines can be cut here. */
    boolean canCut();

    /** Cuts a node's line to the other nodes, or mends it. */
    void cutBus(int i, boolean cut) throws IOException, InterruptedException;

    /** Cuts a node's line to the database, or mends it. */
    void cutDatabase(int i, boolean cut) throws IOException, InterruptedException;

    @Override
    void close();

    /** Everything on 127.0.0.1, where nothing can be cut. */
    static Network loopback() {
        return new Network() {
            @Override
            public List<String> prefix(int i) {
                return List.of();
            }

            @Override
            public String front(int i) {
                return "127.0.0.1";
            }

            @Override
            public String bus(int i) {
                return "127.0.0.1";
            }

            @Override
            public String database() {
                return "127.0.0.1";
            }

            @Override
            public boolean canCut() {
                return false;
            }

            @Override
            public void cutBus(int i, boolean cut) {
                throw new UnsupportedOperationException("loopback can't be cut");
            }

            @Override
            public void cutDatabase(int i, boolean cut) {
                throw new UnsupportedOperationException("loopback can't be cut");
            }

            @Override
            public void close() {}
        };
    }
}
