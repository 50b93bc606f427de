package nl.tafelzicht.node;

import java.nio.file.Path;
import picocli.CommandLine.Option;

/** The format of the log, and the configuration file; read before everything else, and declared here for the help. */
public final class LogOptions {

    @Option(names = "--log-format", description = "plain or json", defaultValue = "plain")
    private String format;

    @Option(names = "--log-level", description = "ERROR, WARN, INFO or DEBUG", defaultValue = "INFO")
    private String level;

    @Option(names = "--log-requests", description = "INFO: a line for each request; OFF", defaultValue = "INFO")
    private String requests;

    @Option(names = "--config", description = "file of key=value lines; the keys are the options' names")
    private Path config;
}
