package nl.tafelzicht.node;

import java.io.IOException;
import java.nio.file.Path;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Spec.Target;

/**
 * The database of a command that runs beside a hub: an outside one, or that of a hub's folder, whether the hub runs or
 * not.
 */
public final class DatabaseOptions {

    @Spec(Target.MIXEE)
    private CommandSpec spec;

    @Option(names = "--database", description = "postgresql://user:password@host:port/database")
    private String url;

    @Option(
            names = "--data",
            description = "instead: the folder of a hub with an embedded PostgreSQL, which may run meanwhile")
    private Path data;

    /**
     * @throws IOException when it can't be opened; its message says why
     * @throws ParameterException unless exactly one of the two is given
     */
    public Database open() throws IOException {
        if ((url == null) == (data == null)) {
            throw new ParameterException(spec.commandLine(), "give --database or --data");
        }
        return url != null ? Database.outside(url) : Database.ofFolder(data);
    }
}
