package nl.tafelzicht.engine.notify;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.util.ArrayList;
import java.util.List;
import javax.net.SocketFactory;
import javax.net.ssl.SSLSocketFactory;

/**
 * The sockets of one attempt to send. All are closed when it is {@linkplain #cut cut}, whatever thread waits on them;
 * none is opened after that. Thread-safe.
 */
final class CutLine {

    private final List<Socket> sockets = new ArrayList<>();
    private boolean cut;

    synchronized void cut() {
        cut = true;
        for (var socket : sockets) {
            try {
                socket.close();
            } catch (IOException e) {
                // a socket that fails to close is as good as closed
            }
        }
    }

    private synchronized Socket kept(Socket socket) throws IOException {
        if (cut) {
            socket.close();
            throw new SocketException("the deadline has passed");
        }
        sockets.add(socket);
        return socket;
    }

    SocketFactory plain() {
        var own = SocketFactory.getDefault();
        return new SocketFactory() {
            @Override
            public Socket createSocket() throws IOException {
                return kept(own.createSocket());
            }

            @Override
            public Socket createSocket(String host, int port) throws IOException {
                return kept(own.createSocket(host, port));
            }

            @Override
            public Socket createSocket(String host, int port, InetAddress from, int fromPort) throws IOException {
                return kept(own.createSocket(host, port, from, fromPort));
            }

            @Override
            public Socket createSocket(InetAddress host, int port) throws IOException {
                return kept(own.createSocket(host, port));
            }

            @Override
            public Socket createSocket(InetAddress host, int port, InetAddress from, int fromPort) throws IOException {
                return kept(own.createSocket(host, port, from, fromPort));
            }
        };
    }

    SSLSocketFactory encrypted() {
        var own = (SSLSocketFactory) SSLSocketFactory.getDefault();
        return new SSLSocketFactory() {
            @Override
            public String[] getDefaultCipherSuites() {
                return own.getDefaultCipherSuites();
            }

            @Override
            public String[] getSupportedCipherSuites() {
                return own.getSupportedCipherSuites();
            }

            @Override
            public Socket createSocket() throws IOException {
                return kept(own.createSocket());
            }

            @Override
            public Socket createSocket(Socket under, String host, int port, boolean close) throws IOException {
                return kept(own.createSocket(under, host, port, close));
            }

            @Override
            public Socket createSocket(String host, int port) throws IOException {
                return kept(own.createSocket(host, port));
            }

            @Override
            public Socket createSocket(String host, int port, InetAddress from, int fromPort) throws IOException {
                return kept(own.createSocket(host, port, from, fromPort));
            }

            @Override
            public Socket createSocket(InetAddress host, int port) throws IOException {
                return kept(own.createSocket(host, port));
            }

            @Override
            public Socket createSocket(InetAddress host, int port, InetAddress from, int fromPort) throws IOException {
                return kept(own.createSocket(host, port, from, fromPort));
            }
        };
    }
}
