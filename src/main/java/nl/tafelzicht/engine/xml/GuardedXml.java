package nl.tafelzicht.engine.xml;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.HashSet;
import java.util.Set;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import javax.xml.stream.util.StreamReaderDelegate;

/**
 * Reads untrusted XML as a stream with bounds on its depth, the number of names, and the length of a tag or a text, so
 * that memory stays small however large the file is. DTDs and entities must be switched off in the factory.
 */
public final class GuardedXml {

    /** Files of the Electoral Council are twelve deep. */
    static final int MOST_DEPTH = 64;
    /** Names of elements and attributes; files of the Electoral Council use some three hundred. */
    static final int MOST_NAMES = 2_000;
    /** Bytes from one opening bracket to the next: a tag with all its attributes, or a text. */
    static final int MOST_RUN = 64 * 1024;

    private GuardedXml() {}

    /** The document exceeds a bound. */
    public static final class OutOfBounds extends XMLStreamException {
        private static final long serialVersionUID = 1L;

        OutOfBounds(String what) {
            super(what);
        }
    }

    /**
     * @param factory without DTDs and entities
     * @return throws {@link XMLStreamException} when the document exceeds a bound
     */
    public static XMLStreamReader open(XMLInputFactory factory, InputStream in) throws XMLStreamException {
        return new Guard(factory.createXMLStreamReader(new Runs(in)));
    }

    /** Whether an exception was caused by a bound, and not by malformed XML. */
    public static boolean isOutOfBounds(Throwable cause) {
        for (var c = cause; c != null; c = c.getCause()) {
            if (c instanceof OutOfBounds || c instanceof TooLong) {
                return true;
            }
        }
        return cause instanceof XMLStreamException x
                && x.getNestedException() != null
                && x.getNestedException() != cause
                && isOutOfBounds(x.getNestedException());
    }

    private static final class TooLong extends IOException {
        private static final long serialVersionUID = 1L;

        TooLong() {
            super("a tag or text of more than " + MOST_RUN + " bytes");
        }
    }

    private static final class Guard extends StreamReaderDelegate {
        private static final int RECENT = 64;

        private final Set<String> names = new HashSet<>();
        private final String[] recent = new String[RECENT];
        private int depth;

        Guard(XMLStreamReader reader) {
            super(reader);
        }

        @Override
        public int next() throws XMLStreamException {
            int event = super.next();
            if (event == XMLStreamConstants.START_ELEMENT) {
                check();
            } else if (event == XMLStreamConstants.END_ELEMENT) {
                depth--;
            }
            return event;
        }

        /** Consumes the end of the element, so the depth decreases here. */
        @Override
        public String getElementText() throws XMLStreamException {
            var text = super.getElementText();
            depth--;
            return text;
        }

        @Override
        public int nextTag() throws XMLStreamException {
            int event = next();
            while (event != XMLStreamConstants.START_ELEMENT && event != XMLStreamConstants.END_ELEMENT) {
                event = next();
            }
            return event;
        }

        private void check() throws OutOfBounds {
            if (++depth > MOST_DEPTH) {
                throw new OutOfBounds("more than " + MOST_DEPTH + " elements within each other");
            }
            meet(getLocalName());
            for (int i = getAttributeCount() - 1; i >= 0; i--) {
                meet(getAttributeLocalName(i));
            }
        }

        /** A name that was met a moment ago, which is the usual case, needs no look-up in the set. */
        private void meet(String name) throws OutOfBounds {
            int place = name.hashCode() & RECENT - 1;
            if (recent[place] == name) {
                return;
            }
            recent[place] = name;
            if (names.add(name) && names.size() > MOST_NAMES) {
                throw new OutOfBounds("more than " + MOST_NAMES + " names");
            }
        }
    }

    /** Fails on a long run without an opening bracket; brackets within CDATA and comments do not count. */
    private static final class Runs extends FilterInputStream {
        private static final byte[] CDATA = {'!', '[', 'C', 'D', 'A', 'T', 'A', '['};
        private static final byte[] COMMENT = {'!', '-', '-'};

        private int run;
        /** Characters since the last opening bracket that may begin CDATA or a comment; -1 when they do not. */
        private int begun = -1;

        private boolean cdata;
        private boolean comment;
        private byte before;
        private byte last;

        Runs(InputStream in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            int b = in.read();
            if (b >= 0) {
                look((byte) b);
            }
            return b;
        }

        @Override
        public int read(byte[] bytes, int from, int length) throws IOException {
            int read = in.read(bytes, from, length);
            look(bytes, from, from + Math.max(0, read));
            return read;
        }

        /** Nearly all of a file is neither comment nor CDATA: there only brackets are searched for. */
        private void look(byte[] bytes, int from, int end) throws IOException {
            int i = from;
            while (i < end) {
                if (cdata || comment || begun > 0) {
                    look(bytes[i++]);
                    continue;
                }
                if (begun == 0 && bytes[i] == '!') {
                    look(bytes[i++]);
                    continue;
                }
                begun = -1;
                int next = i;
                while (next < end && bytes[next] != '<') {
                    next++;
                }
                run += next - i;
                check();
                if (next < end) {
                    run = 0;
                    begun = 0;
                    next++;
                }
                i = next;
            }
        }

        private void look(byte b) throws IOException {
            run++;
            if (b == '<' && !cdata && !comment) {
                run = 0;
                begun = 0;
            } else if (begun >= 0) {
                begin(b);
            } else if (b == '>' && (cdata || comment)) {
                end();
            }
            check();
            if (cdata || comment) {
                before = last;
                last = b;
            }
        }

        private void check() throws IOException {
            if (run > MOST_RUN && !comment) {
                throw new TooLong();
            }
        }

        private void begin(byte b) {
            boolean isCdata = begun < CDATA.length && CDATA[begun] == b;
            boolean isComment = begun < COMMENT.length && COMMENT[begun] == b;
            begun = isCdata || isComment ? begun + 1 : -1;
            if (isCdata && begun == CDATA.length) {
                cdata = true;
                begun = -1;
            } else if (isComment && !isCdata && begun == COMMENT.length) {
                comment = true;
                begun = -1;
                last = 0;
                before = 0;
            }
        }

        private void end() {
            if (cdata && last == ']' && before == ']' || comment && last == '-' && before == '-') {
                cdata = false;
                comment = false;
                run = 0;
            }
        }
    }
}
