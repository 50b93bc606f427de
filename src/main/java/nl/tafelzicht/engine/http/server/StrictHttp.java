package nl.tafelzicht.engine.http.server;

import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.channel.socket.DuplexChannel;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpStatusClass;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import io.netty.util.ReferenceCountUtil;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.impl.HttpServerConnection;
import io.vertx.core.net.HostAndPort;
import java.net.Inet6Address;
import java.net.InetSocketAddress;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import nl.tafelzicht.election.Explanation;
import nl.tafelzicht.engine.http.api.Problem;
import nl.tafelzicht.engine.json.Json;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Checks the bytes of a connection before everything else. Input that is not HTTP, or HTTP that two readers could
 * understand differently (RFC 9112: no host or two, a length beside chunks, an invalid chunk), is answered with 400 in
 * the form of every error, after the answers to earlier requests; then the connection ends, and the rest of its input
 * is discarded. Vert.x would close such a connection without an answer, fail, or accept it.
 *
 * <p>Vert.x has no public way to do this: hence one of its implementation classes. One instance for each connection, on
 * its event loop.
 */
final class StrictHttp extends ChannelDuplexHandler {

    private static final Logger LOG = LoggerFactory.getLogger("request");
    /** Time for a peer to read the answer before the connection is closed. */
    private static final long CLOSING_MILLIS = 1_000;

    private final String apiVersion;
    /** Requests that were passed on and are not yet answered completely. */
    private int open;
    /** Whether an answer has begun and not ended. */
    private boolean answering;

    private Problem wrong;
    /** Whether the error was found in the body of a request that was passed on. */
    private boolean inBody;

    private StrictHttp(String apiVersion) {
        this.apiVersion = apiVersion;
    }

    /** Called on a new connection's event loop. */
    static void install(HttpConnection connection, String apiVersion) {
        var vertx = ((HttpServerConnection) connection).channelHandlerContext();
        vertx.pipeline().addBefore(vertx.name(), "strictHttp", new StrictHttp(apiVersion));
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        if (wrong != null) {
            ReferenceCountUtil.release(message);
        } else if (message instanceof HttpObject part) {
            var problem = problem(context, part);
            if (problem == null) {
                if (part instanceof HttpRequest) {
                    open++;
                }
                context.fireChannelRead(message);
            } else {
                ReferenceCountUtil.release(message);
                wrong = problem;
                inBody = !(part instanceof HttpRequest);
                context.channel().config().setAutoRead(true);
                end(context);
            }
        } else {
            context.fireChannelRead(message);
        }
    }

    private static Problem problem(ChannelHandlerContext context, HttpObject part) {
        if (part.decoderResult().isFailure()) {
            var cause = part.decoderResult().cause();
            if (cause instanceof TooLongHttpLineException) {
                return Problem.of(414, Explanation.of("address-too-long"));
            }
            if (cause instanceof TooLongHttpHeaderException) {
                return Problem.of(431, Explanation.of("headers-too-large"));
            }
            return Problem.of(400, Explanation.of("not-http", "reason", cause.getMessage()));
        }
        if (!(part instanceof HttpRequest request)) {
            return null;
        }
        if (!request.protocolVersion().equals(HttpVersion.HTTP_1_1)
                && !request.protocolVersion().equals(HttpVersion.HTTP_1_0)) {
            return Problem.of(400, Explanation.of("http-version"));
        }
        var hosts = request.headers().getAll(HttpHeaderNames.HOST);
        if (hosts.isEmpty() && request.protocolVersion().equals(HttpVersion.HTTP_1_0)) {
            var here = (InetSocketAddress) context.channel().localAddress();
            request.headers()
                    .set(
                            HttpHeaderNames.HOST,
                            here.getAddress() instanceof Inet6Address
                                    ? '[' + here.getAddress().getHostAddress() + "]:" + here.getPort()
                                    : here.getAddress().getHostAddress() + ':' + here.getPort());
            return null;
        }
        if (hosts.size() != 1) {
            return Problem.field("Host", hosts.isEmpty() ? Explanation.of("mandatory") : Explanation.of("repeated"));
        }
        return HostAndPort.parseAuthority(hosts.get(0).strip(), -1) == null
                ? Problem.field("Host", Explanation.of("not-a-host"))
                : null;
    }

    @Override
    public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
        boolean first = message instanceof HttpResponse response
                && (response.status().codeClass() != HttpStatusClass.INFORMATIONAL
                        || response.status().equals(HttpResponseStatus.SWITCHING_PROTOCOLS));
        if (first) {
            answering = true;
        }
        boolean last = answering && message instanceof LastHttpContent;
        context.write(message, promise);
        if (!last) {
            return;
        }
        answering = false;
        open--;
        if (wrong != null) {
            end(context);
        }
    }

    /** Answers after the earlier requests. A request whose own answer has begun or is done gets no other. */
    private void end(ChannelHandlerContext context) {
        int itself = inBody ? 1 : 0;
        if (answering || open > itself) {
            return;
        }
        var written = open == itself ? context.writeAndFlush(answer()) : context.writeAndFlush(Unpooled.EMPTY_BUFFER);
        written.addListener(done -> ((ChannelFuture) done).channel().eventLoop().execute(() -> goodbye(context)));
    }

    private DefaultFullHttpResponse answer() {
        LOG.info("- - {} {}", wrong.status(), wrong.getMessage());
        var body = Json.bytes(wrong.details(null, Locale.ENGLISH));
        var response = new DefaultFullHttpResponse(
                HttpVersion.HTTP_1_1, HttpResponseStatus.valueOf(wrong.status()), Unpooled.wrappedBuffer(body));
        response.headers()
                .set(HttpHeaderNames.CONTENT_TYPE, "application/problem+json")
                .set(HttpHeaderNames.CONTENT_LENGTH, body.length)
                .set(HttpHeaderNames.CONNECTION, "close")
                .set(HttpHeaderNames.CACHE_CONTROL, "no-store")
                .set("API-Version", apiVersion)
                .set("X-Content-Type-Options", "nosniff");
        return response;
    }

    /** Reads on before closing: a connection that is closed with unread input is reset, and the answer is lost. */
    private static void goodbye(ChannelHandlerContext context) {
        if (context.channel() instanceof DuplexChannel channel) {
            channel.shutdownOutput();
            context.executor().schedule(() -> context.close(), CLOSING_MILLIS, TimeUnit.MILLISECONDS);
        } else {
            context.close();
        }
    }
}
