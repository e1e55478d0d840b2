package org.africai.dicom.xml;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.africai.dicom.data.BulkDataUri;
import org.africai.dicom.data.BulkRange;
import org.africai.dicom.data.Content;
import org.africai.dicom.data.Dataset;
import org.africai.dicom.data.Element;
import org.africai.dicom.data.TagPath;
import org.africai.dicom.dict.Dictionary;
import org.africai.dicom.dict.Tag;
import org.africai.dicom.encoding.Vr;
import org.africai.dicom.model.Belongs;
import org.africai.dicom.model.FragmentBytes;

/// Writes one data set (PS3.19 §A.1.5). Recursion is as deep as the data set.
final class XmlEncoder {
    static final List<String> GROUPS = List.of("Alphabetic", "Ideographic", "Phonetic");
    static final List<String> PARTS =
            List.of("FamilyName", "GivenName", "MiddleName", "NamePrefix", "NameSuffix");
    private static final String UTF_8_TERM = "ISO_IR 192";

    private final XmlOut out;
    private final long inlineBytes;
    private final BulkDataUri uris;
    private final List<TagPath.Step> steps = new ArrayList<>();

    XmlEncoder(XmlOut out, long inlineBytes, BulkDataUri uris) {
        this.out = out;
        this.inlineBytes = inlineBytes;
        this.uris = uris;
    }

    void write(Dataset dataset) throws IOException {
        for (Element element : Belongs.elements(dataset)) {
            out.start(
                    "DicomAttribute",
                    "tag",
                    Tag.toHex(element.tag()),
                    "vr",
                    element.vr().name(),
                    "keyword",
                    Dictionary.keyword(element.tag()),
                    "privateCreator",
                    dataset.privateCreator(element.tag()).filter(XmlOut::canHold).orElse(""));
            if (!element.isEmpty()) {
                content(element);
            }
            out.end("DicomAttribute");
        }
    }

    private void content(Element element) throws IOException {
        Optional<String> uri = uri(element);
        if (uri.isPresent()) {
            out.start("BulkData", "uri", uri.get());
            out.end("BulkData");
            return;
        }
        switch (element.content()) {
            case Content.Items(List<Dataset> items) -> items(element.tag(), items);
            case Content.Held _ -> held(element);
            case Content.Bulk(BulkRange range) -> bytes(element, range.length());
            case Content.Fragments(List<BulkRange> ranges) ->
                    inline(FragmentBytes.open(ranges), FragmentBytes.length(ranges), element.tag());
        }
    }

    private Optional<String> uri(Element element) {
        boolean mayBeElsewhere =
                switch (element.content()) {
                    case Content.Bulk _, Content.Fragments _ -> true;
                    case Content.Items _ -> false;
                    case Content.Held held -> !element.vr().isText() && held.length() > inlineBytes;
                };
        return mayBeElsewhere
                ? uris.of(new TagPath(steps, element.tag()), element)
                : Optional.empty();
    }

    private void items(int tag, List<Dataset> items) throws IOException {
        for (int i = 0; i < items.size(); i++) {
            out.start("Item", "number", Integer.toString(i + 1));
            steps.add(new TagPath.Step(tag, i));
            write(items.get(i));
            steps.removeLast();
            out.end("Item");
        }
    }

    private void held(Element element) throws IOException {
        if (element.vr().isBulk()) {
            bytes(element, element.length());
            return;
        }
        List<String> values = values(element);
        if (!values.stream().allMatch(XmlOut::canHold)) {
            byte[] text = String.join("\\", values).getBytes(UTF_8);
            inline(new ByteArrayInputStream(text), text.length, element.tag());
            return;
        }
        for (int i = 0; i < values.size(); i++) {
            value(element.vr(), Integer.toString(i + 1), values.get(i));
        }
    }

    private static List<String> values(Element element) {
        List<String> values = element.strings();
        boolean isCharacterSet = element.tag() == Tag.SpecificCharacterSet && !values.isEmpty();
        return isCharacterSet ? List.of(UTF_8_TERM) : values;
    }

    private void value(Vr vr, String number, String value) throws IOException {
        if (vr == Vr.PN) {
            out.start("PersonName", "number", number);
            personName(value);
            out.end("PersonName");
        } else {
            out.start("Value", "number", number);
            out.text(value);
            out.end("Value");
        }
    }

    private void personName(String value) throws IOException {
        String[] groups = value.split("=", GROUPS.size());
        for (int i = 0; i < groups.length; i++) {
            if (!groups[i].isEmpty()) {
                out.start(GROUPS.get(i));
                parts(groups[i]);
                out.end(GROUPS.get(i));
            }
        }
    }

    /// What comes after a fifth `^` stays in the last part.
    private void parts(String group) throws IOException {
        String[] parts = group.split("\\^", PARTS.size());
        for (int i = 0; i < parts.length; i++) {
            if (!parts[i].isEmpty()) {
                out.element(PARTS.get(i), parts[i]);
            }
        }
    }

    private void bytes(Element element, long length) throws IOException {
        inline(element.open(false), length, element.tag());
    }

    private void inline(InputStream value, long length, int tag) throws IOException {
        out.start("InlineBinary");
        try (value) {
            long written = out.base64(value);
            if (written != length) {
                throw new EOFException(
                        Tag.toString(tag)
                                + ": "
                                + written
                                + " of "
                                + length
                                + " bytes could be read");
            }
        }
        out.end("InlineBinary");
    }
}
