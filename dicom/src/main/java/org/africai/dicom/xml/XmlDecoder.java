package org.africai.dicom.xml;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.africai.dicom.data.BulkDataSource;
import org.africai.dicom.data.BulkRange;
import org.africai.dicom.data.Dataset;
import org.africai.dicom.data.TagPath;
import org.africai.dicom.dict.Tag;
import org.africai.dicom.encoding.Vr;
import org.africai.dicom.io.InvalidDicom;
import org.africai.dicom.io.InvalidDicom.Reason;
import org.africai.dicom.io.Limits;
import org.africai.dicom.model.ModelBuilder;
import org.jspecify.annotations.Nullable;

/// Makes a data set of a document (PS3.19 §A.1.5). Recursion is as deep as the limit allows.
final class XmlDecoder {
    private static final Pattern TAG = Pattern.compile("[0-9A-Fa-f]{8}");
    private static final Pattern VR = Pattern.compile("[A-Z]{2}");
    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,9}");
    private static final int DELIMITERS = 0xFFFE;

    private final XMLStreamReader xml;
    private final String name;
    private final Limits limits;
    private final BulkDataSource source;
    private final List<TagPath.Step> steps = new ArrayList<>();
    private @Nullable TagPath path;
    private int parts;

    XmlDecoder(XMLStreamReader xml, String name, Limits limits, BulkDataSource source) {
        this.xml = xml;
        this.name = name;
        this.limits = limits;
        this.source = source;
    }

    Dataset document() throws IOException, XMLStreamException {
        if (!nextElement() || !isAt(DicomXmlWriter.ROOT)) {
            throw malformed("the document is no " + DicomXmlWriter.ROOT);
        }
        Dataset dataset = dataset(false);
        while (xml.hasNext()) {
            if (xml.next() == XMLStreamConstants.START_ELEMENT) {
                throw malformed("something follows the data set");
            }
        }
        return dataset;
    }

    // ---- data sets

    private Dataset dataset(boolean isItem) throws IOException, XMLStreamException {
        ModelBuilder builder = new ModelBuilder(isItem);
        Set<Integer> seen = new HashSet<>();
        while (nextElement()) {
            if (!isAt("DicomAttribute")) {
                throw malformed("an element that is not known");
            }
            int tag = tag();
            path = new TagPath(steps, tag);
            if (!seen.add(tag)) {
                throw malformed("the element is there twice");
            }
            // A group length is read like others, and forgotten.
            attribute(tag, vr(), Tag.isGroupLength(tag) ? new ModelBuilder(true) : builder);
        }
        return builder.build();
    }

    private int tag() throws InvalidDicom {
        String text = xml.getAttributeValue(null, "tag");
        if (text == null || !TAG.matcher(text).matches()) {
            throw malformed("an element without a tag of eight hexadecimal digits");
        }
        int tag = Integer.parseUnsignedInt(text, 16);
        boolean isShortened =
                Tag.isPrivate(tag)
                        && Tag.element(tag) <= 0xFF
                        && xml.getAttributeValue(null, "privateCreator") != null;
        if (Tag.group(tag) == DELIMITERS || isShortened) {
            throw malformed(
                    isShortened
                            ? "a private element whose tag does not say its block"
                            : "a delimiter where an element is due");
        }
        return tag;
    }

    private Vr vr() throws InvalidDicom {
        String text = xml.getAttributeValue(null, "vr");
        if (text == null || !VR.matcher(text).matches()) {
            throw malformed("the element has no VR");
        }
        Optional<Vr> vr = Vr.parse(text);
        if (vr.isEmpty()) {
            throw malformed("no such VR");
        }
        return vr.get();
    }

    // ---- elements

    /// The content of one element: values, items, or one of binary and reference.
    private void attribute(int tag, Vr vr, ModelBuilder builder)
            throws IOException, XMLStreamException {
        Values values = new Values();
        List<Dataset> items = new ArrayList<>(0);
        boolean isSet = false;
        while (nextElement()) {
            String element = xml.getLocalName();
            boolean isValue = element.equals("Value") || element.equals("PersonName");
            boolean isItem = element.equals("Item");
            if (isSet || (isItem && !values.texts.isEmpty()) || (!isItem && !items.isEmpty())) {
                throw malformed("the element has two kinds of value");
            }
            if (isValue) {
                values.add(number(), element.equals("Value") ? text() : personName(vr));
            } else if (isItem && vr == Vr.SQ) {
                items.add(item(tag, items.size()));
            } else if (values.texts.isEmpty()) {
                other(tag, vr, element, builder);
                isSet = true;
            }
        }
        if (!isSet) {
            finish(tag, vr, values.texts, items, builder);
        }
    }

    private void finish(
            int tag, Vr vr, List<String> values, List<Dataset> items, ModelBuilder builder)
            throws InvalidDicom {
        if (!items.isEmpty()) {
            builder.items(tag, items);
        } else {
            put(() -> builder.text(tag, vr, values));
        }
    }

    private Dataset item(int tag, int index) throws IOException, XMLStreamException {
        if (steps.size() >= limits.depth()) {
            throw beyond("more than " + limits.depth() + " sequences inside each other");
        }
        TagPath around = path;
        steps.add(new TagPath.Step(tag, index));
        Dataset item = dataset(true);
        steps.removeLast();
        path = around;
        return item;
    }

    private void other(int tag, Vr vr, String element, ModelBuilder builder)
            throws IOException, XMLStreamException {
        switch (element) {
            case "InlineBinary" -> {
                byte[] bytes = base64(text());
                put(() -> builder.bytes(tag, vr, bytes));
            }
            case "BulkData" -> bulk(tag, vr, builder);
            default -> throw malformed("an element that is not known here");
        }
    }

    private byte[] base64(String text) throws InvalidDicom {
        try {
            return Base64.getDecoder().decode(text.replaceAll("[ \t\r\n]", ""));
        } catch (IllegalArgumentException _) {
            throw malformed("bytes that are not in base64");
        }
    }

    private void bulk(int tag, Vr vr, ModelBuilder builder) throws IOException, XMLStreamException {
        String uri = xml.getAttributeValue(null, "uri");
        String uuid = xml.getAttributeValue(null, "uuid");
        if ((uri == null) == (uuid == null)) {
            throw malformed("a reference needs either a URI or a UUID");
        }
        Optional<BulkRange> range =
                source.find(new TagPath(steps, tag), uri == null ? "urn:uuid:" + uuid : uri);
        if (range.isEmpty()) {
            throw malformed("a reference to bulk data that is not known here");
        }
        text();
        put(() -> builder.bulk(tag, vr, range.get()));
    }

    // ---- values

    /// Values at their numbers.
    private final class Values {
        final List<String> texts = new ArrayList<>(1);

        /// @param number from 1, or 0 for the next
        void add(int number, String text) throws InvalidDicom {
            int place = number == 0 ? texts.size() + 1 : number;
            if (place <= texts.size()) {
                throw malformed("values that are not in the order of their numbers");
            }
            while (texts.size() < place - 1) {
                count();
                texts.add("");
            }
            texts.add(text);
        }
    }

    private int number() throws InvalidDicom {
        String number = xml.getAttributeValue(null, "number");
        if (number == null) {
            return 0;
        }
        if (!NUMBER.matcher(number).matches() || Integer.parseInt(number) == 0) {
            throw malformed("the number of a value is none");
        }
        return Integer.parseInt(number);
    }

    /// The text up to the end of the element, in which no element may be.
    private String text() throws IOException, XMLStreamException {
        StringBuilder text = new StringBuilder();
        while (true) {
            switch (xml.next()) {
                case XMLStreamConstants.CHARACTERS,
                        XMLStreamConstants.CDATA,
                        XMLStreamConstants.SPACE ->
                        text.append(
                                xml.getTextCharacters(), xml.getTextStart(), xml.getTextLength());
                case XMLStreamConstants.END_ELEMENT -> {
                    return text.toString();
                }
                case XMLStreamConstants.COMMENT, XMLStreamConstants.PROCESSING_INSTRUCTION -> {}
                default -> throw malformed("something else than text in a value");
            }
        }
    }

    private String personName(Vr vr) throws IOException, XMLStreamException {
        if (vr != Vr.PN) {
            throw malformed("the name of a person in a value of " + vr);
        }
        return joined(XmlEncoder.GROUPS, "=", () -> joined(XmlEncoder.PARTS, "^", this::text));
    }

    /// What gives the text of a part of a name.
    @FunctionalInterface
    private interface Part {
        String read() throws IOException, XMLStreamException;
    }

    /// Child elements, each of which is one of `names`, joined in the order of the names, without
    /// delimiters at the end.
    private String joined(List<String> names, String delimiter, Part part)
            throws IOException, XMLStreamException {
        String[] texts = new String[names.size()];
        Arrays.fill(texts, "");
        Set<Integer> seen = new HashSet<>();
        int last = -1;
        while (nextElement()) {
            int place = names.indexOf(xml.getLocalName());
            if (place < 0 || !seen.add(place)) {
                throw malformed("a part of a name that is not known or there twice");
            }
            texts[place] = part.read();
            last = texts[place].isEmpty() ? last : Math.max(last, place);
        }
        return String.join(delimiter, Arrays.asList(texts).subList(0, last + 1));
    }

    // ---- the stream

    /// Goes to the next child element; false at the end of the enclosing one.
    private boolean nextElement() throws IOException, XMLStreamException {
        while (true) {
            switch (xml.next()) {
                case XMLStreamConstants.START_ELEMENT -> {
                    count();
                    return true;
                }
                case XMLStreamConstants.END_ELEMENT, XMLStreamConstants.END_DOCUMENT -> {
                    return false;
                }
                case XMLStreamConstants.CHARACTERS,
                        XMLStreamConstants.CDATA,
                        XMLStreamConstants.SPACE -> {
                    if (!xml.isWhiteSpace()) {
                        throw malformed("text outside a value");
                    }
                }
                case XMLStreamConstants.COMMENT, XMLStreamConstants.PROCESSING_INSTRUCTION -> {}
                default -> throw malformed("a document type or an entity");
            }
        }
    }

    private boolean isAt(String element) {
        String namespace = xml.getNamespaceURI();
        boolean isOurs =
                namespace == null
                        || namespace.isEmpty()
                        || namespace.equals(DicomXmlWriter.NAMESPACE);
        return isOurs && xml.getLocalName().equals(element);
    }

    private void count() throws InvalidDicom {
        if (++parts > limits.elements()) {
            throw beyond("more than " + limits.elements() + " elements, items and values");
        }
    }

    // ---- errors

    private void put(Runnable put) throws InvalidDicom {
        try {
            put.run();
        } catch (IllegalArgumentException e) {
            throw malformed(String.valueOf(e.getMessage()));
        }
    }

    private InvalidDicom malformed(String detail) {
        return invalid(Reason.MALFORMED, detail);
    }

    private InvalidDicom beyond(String detail) {
        return invalid(Reason.LIMIT_EXCEEDED, detail);
    }

    private InvalidDicom invalid(Reason reason, String detail) {
        return InvalidDicom.inText(
                reason,
                name,
                Math.max(0, xml.getLocation().getCharacterOffset()),
                xml.getLocation().getLineNumber(),
                xml.getLocation().getColumnNumber(),
                path == null ? "" : path.toString(),
                detail);
    }
}
