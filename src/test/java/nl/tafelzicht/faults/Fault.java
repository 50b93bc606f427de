package nl.tafelzicht.faults;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;

/** What can go wrong on the day, how it is done here, and how it ends. */
enum Fault {
    NONE("nothing, for comparison", 3),
    NODE_KILLED("kill -9 of a node", 4) {
        @Override
        void strike(FaultCluster c) throws Exception {
            c.node(node).kill();
        }

        @Override
        void mend(FaultCluster c) throws Exception {
            c.startNode(node);
        }
    },
    TWO_NODES_KILLED("kill -9 of two nodes", 4) {
        @Override
        void strike(FaultCluster c) throws Exception {
            for (int i = 0; i < c.size(); i++) {
                if (i != node) {
                    c.node(i).kill();
                }
            }
        }

        @Override
        void mend(FaultCluster c) {
            c.startNodes(java.util.stream.IntStream.range(0, c.size())
                    .filter(i -> i != node)
                    .toArray());
        }
    },
    DATABASE_KILLED("kill -9 of PostgreSQL", 3) {
        @Override
        void strike(FaultCluster c) throws Exception {
            c.postgres().kill();
        }

        @Override
        void mend(FaultCluster c) throws Exception {
            c.postgres().start();
        }
    },
    PARTITION("partition between nodes", 20, true) {
        @Override
        void strike(FaultCluster c) throws Exception {
            c.network().cutBus(node, true);
        }

        @Override
        void mend(FaultCluster c) throws Exception {
            c.network().cutBus(node, false);
        }
    },
    CUT_FROM_DATABASE("a node cut off from PostgreSQL", 15, true) {
        @Override
        void strike(FaultCluster c) throws Exception {
            c.network().cutDatabase(node, true);
        }

        @Override
        void mend(FaultCluster c) throws Exception {
            c.network().cutDatabase(node, false);
        }
    },
    CUT_FROM_ALL("a node cut off from PostgreSQL and the others", 20, true) {
        @Override
        void strike(FaultCluster c) throws Exception {
            c.network().cutDatabase(node, true);
            c.network().cutBus(node, true);
        }

        @Override
        void mend(FaultCluster c) throws Exception {
            c.network().cutDatabase(node, false);
            c.network().cutBus(node, false);
        }
    },
    BAD_LINE("a bad line: 200 ms, stalls, resets", 15) {
        @Override
        void strike(FaultCluster c) {
            c.line(node, TcpProxy.Line.BAD);
            c.line((node + 1) % c.size(), TcpProxy.Line.LATE);
        }

        @Override
        void mend(FaultCluster c) {
            c.line(node, TcpProxy.Line.GOOD);
            c.line((node + 1) % c.size(), TcpProxy.Line.GOOD);
        }
    },
    HALF_OPEN("half-open: a node's lines swallow everything", 20) {
        @Override
        void strike(FaultCluster c) {
            c.line(node, TcpProxy.Line.HALF_OPEN);
        }

        @Override
        void mend(FaultCluster c) {
            c.line(node, TcpProxy.Line.GOOD);
        }
    },
    PAUSED("a process paused for 20 s", 20) {
        @Override
        void strike(FaultCluster c) throws Exception {
            signal("-STOP", c.node(node).pid());
        }

        @Override
        void mend(FaultCluster c) throws Exception {
            signal("-CONT", c.node(node).pid());
        }
    },
    FULL_DISK("a full disk under PostgreSQL", 6) {
        private Path filler;

        @Override
        boolean isPossible(FaultCluster c) {
            return c.postgres().files().toString().contains(Disk.NAME);
        }

        @Override
        void strike(FaultCluster c) throws Exception {
            filler = c.postgres().files().resolveSibling("filler");
            try (OutputStream out = Files.newOutputStream(filler)) {
                var block = new byte[1 << 16];
                while (true) {
                    out.write(block);
                }
            } catch (IOException full) {
                System.out.println("the disk is full: " + full.getMessage());
            }
        }

        @Override
        void mend(FaultCluster c) throws Exception {
            Files.delete(filler);
            c.postgres().startIfEnded();
        }
    },
    CLOCK_JUMPS("a node's clock jumps an hour, and back", 5) {
        @Override
        void strike(FaultCluster c) throws Exception {
            c.moveClock(c.size() - 1, 3_600);
        }

        @Override
        void mend(FaultCluster c) throws Exception {
            c.moveClock(c.size() - 1, 0);
        }
    },
    ROLLING_RESTART("rolling restart of all nodes", 0) {
        @Override
        void strike(FaultCluster c) throws Exception {
            for (int i = 0; i < c.size(); i++) {
                int status = c.node(i).stop();
                if (status != 0) {
                    throw new AssertionError("SIGTERM ended node " + i + " with " + status);
                }
                c.startNode(i);
            }
        }
    };

    /** Which node it strikes, where it strikes one. */
    protected int node;

    private final String words;
    private final int seconds;
    private final boolean cuts;

    Fault(String words, int seconds) {
        this(words, seconds, false);
    }

    /** @param cuts whether lines have to be cut for it */
    Fault(String words, int seconds, boolean cuts) {
        this.words = words;
        this.seconds = seconds;
        this.cuts = cuts;
    }

    /** Whether it can be done on this machine. */
    boolean isPossible(FaultCluster c) {
        return !cuts || c.network().canCut();
    }

    void begin(FaultCluster c, Random random) throws Exception {
        node = random.nextInt(c.size());
        strike(c);
    }

    void strike(FaultCluster c) throws Exception {}

    void mend(FaultCluster c) throws Exception {}

    /** How long it lasts. */
    int seconds() {
        return seconds;
    }

    private static void signal(String signal, long pid) throws IOException, InterruptedException {
        if (new ProcessBuilder("kill", signal, String.valueOf(pid))
                        .inheritIO()
                        .start()
                        .waitFor()
                != 0) {
            throw new IOException("kill " + signal + " was refused");
        }
    }

    @Override
    public String toString() {
        return words;
    }
}
