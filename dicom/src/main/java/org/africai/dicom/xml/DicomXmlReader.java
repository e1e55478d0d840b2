package org.africai.dicom.xml;

import java.io.IOException;
import java.io.InputStream;
import javax.xml.XMLConstants;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.africai.dicom.data.BulkDataSource;
import org.africai.dicom.data.Dataset;
import org.africai.dicom.io.InvalidDicom;
import org.africai.dicom.io.InvalidDicom.Reason;
import org.africai.dicom.io.Limits;

/// Reads data sets from XML of the Native DICOM Model (PS3.19 §A.1), with its namespace or without.
///
/// Document types and entities are refused, so that nothing is fetched and nothing grows. Elements
/// and attributes that are not known are refused, apart from `keyword` and `privateCreator`. The
/// data sets are in UTF-8 and say so where it matters; group lengths are left out.
///
/// Of [Limits] a reader takes `depth`, `elements` (attributes, items and values in all) and
/// `headerBytes` (the whole document). Errors are [InvalidDicom] with line, column and the path of
/// the element. A reader is immutable and may be used by many threads.
public final class DicomXmlReader {
    /// Reads within the usual limits; a reference to bulk data is an error.
    public static final DicomXmlReader DEFAULT =
            new DicomXmlReader(Limits.DEFAULT, BulkDataSource.NONE);

    private static final String NO_LIMIT = "0";

    private final Limits limits;
    private final BulkDataSource source;

    private DicomXmlReader(Limits limits, BulkDataSource source) {
        this.limits = limits;
        this.source = source;
    }

    /// The same reader with other limits.
    public DicomXmlReader within(Limits limits) {
        return new DicomXmlReader(limits, source);
    }

    /// The same reader, which finds referenced values.
    public DicomXmlReader withBulkData(BulkDataSource source) {
        return new DicomXmlReader(limits, source);
    }

    /// Reads a document with one data set. The stream stays open.
    ///
    /// @param name what errors call the text
    /// @throws InvalidDicom when the text is no data set or beyond a limit
    /// @throws IOException when reading fails
    public Dataset read(InputStream in, String name) throws IOException {
        LimitedStream limited = new LimitedStream(in, limits.headerBytes());
        try {
            XMLStreamReader xml = factory().createXMLStreamReader(limited);
            return new XmlDecoder(xml, name, limits, source).document();
        } catch (XMLStreamException e) {
            throw failure(e, limited, name);
        }
    }

    private static XMLInputFactory factory() {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_REPLACING_ENTITY_REFERENCES, false);
        factory.setProperty(XMLConstants.ACCESS_EXTERNAL_DTD, "");
        // The JDK's own limit is below that of a data set; XmlDecoder has its own.
        factory.setProperty("jdk.xml.maxElementDepth", NO_LIMIT);
        return factory;
    }

    /// The parser's message is not passed on, since it may quote the text.
    private IOException failure(XMLStreamException e, LimitedStream in, String name) {
        if (in.isBeyond()) {
            return new InvalidDicom(
                    Reason.LIMIT_EXCEEDED,
                    name,
                    limits.headerBytes(),
                    "",
                    "more than " + limits.headerBytes() + " bytes");
        }
        if (e.getNestedException() instanceof IOException failed && in.isFailed()) {
            return failed;
        }
        return InvalidDicom.inText(
                Reason.MALFORMED,
                name,
                e.getLocation() == null ? 0 : Math.max(0, e.getLocation().getCharacterOffset()),
                e.getLocation() == null ? 1 : e.getLocation().getLineNumber(),
                e.getLocation() == null ? 1 : e.getLocation().getColumnNumber(),
                "",
                "this is no well-formed XML");
    }
}
