package nl.tafelzicht.support;

import java.io.StringReader;
import javax.xml.XMLConstants;
import javax.xml.transform.stream.StreamSource;
import javax.xml.validation.SchemaFactory;

/** The Electoral Council's schemas of EML_NL 1.3. */
public final class EmlSchemas {

    private EmlSchemas() {}

    /** @throws org.xml.sax.SAXException when a document is not as its schema has it */
    public static void check(String schema, String document) throws Exception {
        var file = SharedData.file("eml-nl-xsd/" + schema + "-kiesraad-strict.xsd");
        var factory = SchemaFactory.newInstance(XMLConstants.W3C_XML_SCHEMA_NS_URI);
        factory.newSchema(file.toFile()).newValidator().validate(new StreamSource(new StringReader(document)));
    }
}
