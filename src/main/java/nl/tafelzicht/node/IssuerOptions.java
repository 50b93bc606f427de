package nl.tafelzicht.node;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Stream;
import nl.tafelzicht.engine.access.Accounts;
import nl.tafelzicht.engine.access.ClaimMapping;
import nl.tafelzicht.engine.access.ClaimMapping.Claim;
import nl.tafelzicht.engine.access.IssuerSettings;
import nl.tafelzicht.engine.json.Json;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Spec.Target;

/** The issuer that identifies people, beside the hub's own accounts. */
final class IssuerOptions {

    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");

    @Spec(Target.MIXEE)
    private CommandSpec spec;

    @Option(
            names = "--issuer",
            description = "OpenID Connect issuer, as it names itself: https://login.example.org/realms/election")
    private URI issuer;

    @Option(names = "--issuer-client", description = "the hub's client id there")
    private String client;

    @Option(names = "--issuer-secret", description = "and its secret")
    private String secret;

    @Option(
            names = "--issuer-audience",
            description = "audience of the access tokens of programs; without it none are taken")
    private String audience;

    @Option(names = "--issuer-acr", description = "class of authentication (acr) that every log-in must have")
    private String acr;

    @Option(names = "--issuer-name", description = "what people call the issuer (default: its host)")
    private String name;

    @Option(
            names = "--issuer-claims",
            description = "file (JSON) with what its claims mean here, instead of the defaults")
    private Path claims;

    /** @return {@code null} when there are only the hub's own accounts */
    IssuerSettings settings(String pageUrl) {
        if (issuer == null) {
            check(
                    Stream.of(client, secret, audience, acr, name, claims).allMatch(o -> o == null),
                    "--issuer-… belong to --issuer");
            return null;
        }
        check(
                isSafe(issuer) && issuer.getQuery() == null && issuer.getFragment() == null,
                "--issuer is an address with https:// (http:// on a loopback address)");
        check(client != null && secret != null, "--issuer needs --issuer-client and --issuer-secret");
        check(
                pageUrl != null && isSafe(URI.create(pageUrl)),
                "--issuer needs --page-url, the hub's own https:// address that people are sent back to");
        check(
                !client.equals(audience),
                "--issuer-audience is another than --issuer-client: what is made for a browser is no program's");
        return new IssuerSettings(
                issuer,
                client,
                secret,
                audience,
                acr,
                URI.create(pageUrl + "/login/callback"),
                name == null ? issuer.getHost() : name,
                claims());
    }

    private static boolean isSafe(URI uri) {
        return uri.getHost() != null
                && ("https".equals(uri.getScheme())
                        || "http".equals(uri.getScheme()) && LOOPBACK.contains(uri.getHost()));
    }

    private ClaimMapping claims() {
        if (claims == null) {
            return ClaimMapping.DEFAULT;
        }
        try {
            var mapping = Json.MAPPER
                    .readValue(Files.readString(claims), ClaimMapping.class)
                    .withDefaults();
            for (var claim : new Claim[] {
                mapping.roles(),
                mapping.municipalities(),
                mapping.clearance(),
                mapping.organisation(),
                mapping.station()
            }) {
                if (claim.claim() == null) {
                    throw new IllegalArgumentException("each names its claim");
                }
            }
            if (mapping.roles().values() != null) {
                mapping.roles().values().values().forEach(roles -> roles.forEach(Accounts::role));
            }
            return mapping;
        } catch (IOException | IllegalArgumentException e) {
            throw new ParameterException(
                    spec.commandLine(),
                    "--issuer-claims " + claims + " can't be read: "
                            + e.getMessage().lines().findFirst().orElse(""),
                    e);
        }
    }

    private void check(boolean right, String message) {
        if (!right) {
            throw new ParameterException(spec.commandLine(), message);
        }
    }
}
