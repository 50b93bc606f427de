package nl.tafelzicht.engine.xml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.fasterxml.aalto.stax.InputFactoryImpl;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class GuardedXmlTest {

    static Stream<XMLInputFactory> readers() {
        return Stream.of(new InputFactoryImpl(), XMLInputFactory.newDefaultFactory());
    }

    /** Reads all of it, texts too. @return how many elements */
    private static int read(XMLInputFactory factory, String xml) throws XMLStreamException {
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        var reader = GuardedXml.open(factory, new ByteArrayInputStream(xml.getBytes(StandardCharsets.UTF_8)));
        int elements = 0;
        while (reader.hasNext()) {
            reader.next();
            elements += reader.isStartElement() ? 1 : 0;
            if (reader.isCharacters()) {
                reader.getText();
            }
        }
        return elements;
    }

    private static boolean isRefused(XMLInputFactory factory, String xml) {
        var cause = catchThrowable(() -> read(factory, xml));
        if (cause != null) {
            assertThat(GuardedXml.isOutOfBounds(cause)).as(cause.toString()).isTrue();
        }
        return cause != null;
    }

    private static String nested(int depth) {
        return "<a>".repeat(depth) + "</a>".repeat(depth);
    }

    private static String names(int number) {
        return "<r>" + IntStream.range(1, number).mapToObj(i -> "<n" + i + "/>").collect(Collectors.joining()) + "</r>";
    }

    @ParameterizedTest
    @MethodSource("readers")
    void depthHasABound(XMLInputFactory factory) throws Exception {
        assertThat(read(factory, nested(GuardedXml.MOST_DEPTH))).isEqualTo(GuardedXml.MOST_DEPTH);
        assertThat(isRefused(factory, nested(GuardedXml.MOST_DEPTH + 1))).isTrue();
        assertThat(read(factory, "<r>" + "<a/>".repeat(1_000) + "</r>"))
                .as("one after the other is not within each other")
                .isEqualTo(1_001);
    }

    @ParameterizedTest
    @MethodSource("readers")
    void namesHaveABoundOfAttributesToo(XMLInputFactory factory) {
        assertThat(isRefused(factory, names(GuardedXml.MOST_NAMES))).isFalse();
        assertThat(isRefused(factory, names(GuardedXml.MOST_NAMES + 1))).isTrue();
        var attributes = IntStream.rangeClosed(0, GuardedXml.MOST_NAMES)
                .mapToObj(i -> "<r a" + i + "='1'/>")
                .collect(Collectors.joining());
        assertThat(isRefused(factory, "<r>" + attributes + "</r>")).isTrue();
    }

    @ParameterizedTest
    @MethodSource("readers")
    void aTagAndATextHaveABound(XMLInputFactory factory) {
        var fits = "x".repeat(GuardedXml.MOST_RUN - 100);
        var long_ = "x".repeat(GuardedXml.MOST_RUN + 1);
        assertThat(isRefused(factory, "<r a='" + fits + "'><x/>" + fits + "</r>"))
                .isFalse();
        assertThat(isRefused(factory, "<r a='" + long_ + "'/>")).isTrue();
        assertThat(isRefused(factory, "<r>" + long_ + "</r>")).isTrue();
        assertThat(isRefused(factory, "<r a='" + ">".repeat(GuardedXml.MOST_RUN + 1) + "'/>"))
                .isTrue();
        assertThat(isRefused(factory, "<r>" + " ".repeat(GuardedXml.MOST_RUN + 1) + "</r>"))
                .isTrue();
    }

    @ParameterizedTest
    @MethodSource("readers")
    void bracketsWithinCdataCountForNothing(XMLInputFactory factory) throws Exception {
        var brackets = "<".repeat(GuardedXml.MOST_RUN + 1);
        assertThat(isRefused(factory, "<r><![CDATA[" + brackets + "]]></r>")).isTrue();
        assertThat(read(factory, "<r><![CDATA[a<b]]><x/><![CDATA[]]]]></r>")).isEqualTo(2);
        assertThat(isRefused(factory, "<r><![CDATA[a]]>" + "x".repeat(GuardedXml.MOST_RUN + 1) + "</r>"))
                .as("what comes after it")
                .isTrue();
    }

    @ParameterizedTest
    @MethodSource("readers")
    void aCommentIsPassedOverHoweverLong(XMLInputFactory factory) throws Exception {
        var comment = "<!--" + "x<y> - ".repeat(GuardedXml.MOST_RUN / 4) + "-->";
        assertThat(read(factory, "<r>" + comment + "<a/>" + comment + "</r>")).isEqualTo(2);
        assertThat(isRefused(factory, "<r><!-- a -->" + "x".repeat(GuardedXml.MOST_RUN + 1) + "</r>"))
                .isTrue();
    }

    @ParameterizedTest
    @MethodSource("readers")
    void theTextOfAnElementEndsIt(XMLInputFactory factory) throws Exception {
        var many = "<r>" + "<a>1</a>".repeat(GuardedXml.MOST_DEPTH * 2) + "</r>";
        var reader = GuardedXml.open(factory, new ByteArrayInputStream(many.getBytes(StandardCharsets.UTF_8)));
        reader.nextTag();
        for (int i = 0; i < GuardedXml.MOST_DEPTH * 2; i++) {
            reader.nextTag();
            assertThat(reader.getElementText()).isEqualTo("1");
        }
    }

    @Test
    void whatIsNoXmlIsAnotherMatter() {
        var cause = catchThrowable(() -> read(new InputFactoryImpl(), "<r><a></r>"));
        assertThat(cause).isInstanceOf(XMLStreamException.class);
        assertThat(GuardedXml.isOutOfBounds(cause)).isFalse();
        assertThat(GuardedXml.isOutOfBounds(new IllegalStateException())).isFalse();
    }
}
