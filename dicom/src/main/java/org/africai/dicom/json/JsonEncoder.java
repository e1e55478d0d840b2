package org.africai.dicom.json;

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
import org.africai.dicom.dict.Tag;
import org.africai.dicom.encoding.Vr;
import org.africai.dicom.model.Belongs;
import org.africai.dicom.model.FragmentBytes;

/// Writes one data set (PS3.18 §F.2). Recursion is as deep as the data set.
final class JsonEncoder {
    private static final String[] GROUPS = {"Alphabetic", "Ideographic", "Phonetic"};
    private static final String UTF_8 = "ISO_IR 192";

    private final JsonOut out;
    private final long inlineBytes;
    private final BulkDataUri uris;
    private final List<TagPath.Step> steps = new ArrayList<>();

    JsonEncoder(JsonOut out, long inlineBytes, BulkDataUri uris) {
        this.out = out;
        this.inlineBytes = inlineBytes;
        this.uris = uris;
    }

    void write(Dataset dataset) throws IOException {
        out.open('{');
        for (Element element : Belongs.elements(dataset)) {
            write(element);
        }
        out.close('}');
    }

    private void write(Element element) throws IOException {
        Vr vr = element.vr();
        out.name(Tag.toHex(element.tag()));
        out.open('{');
        out.name("vr");
        out.string(vr.name());
        if (!element.isEmpty()) {
            content(element, vr);
        }
        out.close('}');
    }

    private void content(Element element, Vr vr) throws IOException {
        Optional<String> uri = uri(element, vr);
        if (uri.isPresent()) {
            out.name("BulkDataURI");
            out.string(uri.get());
            return;
        }
        switch (element.content()) {
            case Content.Items(List<Dataset> items) -> items(element.tag(), items);
            case Content.Held _ -> held(element, vr);
            case Content.Bulk(BulkRange range) -> bytes(element, range.length());
            case Content.Fragments(List<BulkRange> ranges) -> fragments(ranges);
        }
    }

    private Optional<String> uri(Element element, Vr vr) {
        boolean mayBeElsewhere =
                switch (element.content()) {
                    case Content.Bulk _, Content.Fragments _ -> true;
                    case Content.Items _ -> false;
                    case Content.Held held -> !vr.isText() && held.length() > inlineBytes;
                };
        return mayBeElsewhere
                ? uris.of(new TagPath(steps, element.tag()), element)
                : Optional.empty();
    }

    private void items(int tag, List<Dataset> items) throws IOException {
        out.name("Value");
        out.open('[');
        for (int i = 0; i < items.size(); i++) {
            steps.add(new TagPath.Step(tag, i));
            write(items.get(i));
            steps.removeLast();
        }
        out.close(']');
    }

    private void held(Element element, Vr vr) throws IOException {
        if (vr.isBulk()) {
            bytes(element, element.length());
            return;
        }
        List<String> values = values(element);
        if (values.isEmpty()) {
            return;
        }
        out.name("Value");
        out.open('[');
        for (String value : values) {
            value(value, vr);
        }
        out.close(']');
    }

    private static List<String> values(Element element) {
        List<String> values = element.strings();
        boolean isCharacterSet = element.tag() == Tag.SpecificCharacterSet && !values.isEmpty();
        return isCharacterSet ? List.of(UTF_8) : values;
    }

    private void value(String value, Vr vr) throws IOException {
        if (value.isEmpty()) {
            out.literal("null");
            return;
        }
        switch (vr) {
            case PN -> personName(value);
            case IS -> number(JsonNumbers.ofInteger(value), value);
            case DS -> number(JsonNumbers.ofDecimal(value), value);
            case FL, FD -> number(JsonNumbers.ofFloat(value), value);
            case US, SS, UL, SL, UV, SV -> out.literal(value);
            default -> out.string(value);
        }
    }

    private void number(Optional<String> number, String text) throws IOException {
        if (number.isPresent()) {
            out.literal(number.get());
        } else {
            out.string(text);
        }
    }

    /// A name as an object of its groups, empty ones left out; what comes after a third `=` stays
    /// in the last.
    private void personName(String value) throws IOException {
        String[] groups = value.split("=", GROUPS.length);
        out.open('{');
        for (int i = 0; i < groups.length; i++) {
            if (!groups[i].isEmpty()) {
                out.name(GROUPS[i]);
                out.string(groups[i]);
            }
        }
        out.close('}');
    }

    private void bytes(Element element, long length) throws IOException {
        out.name("InlineBinary");
        try (InputStream in = element.open(false)) {
            long written = out.base64(in);
            if (written != length) {
                throw new EOFException(
                        Tag.toString(element.tag())
                                + ": "
                                + written
                                + " of "
                                + length
                                + " bytes could be read");
            }
        }
    }

    private void fragments(List<BulkRange> ranges) throws IOException {
        out.name("InlineBinary");
        try (InputStream in = FragmentBytes.open(ranges)) {
            out.base64(in);
        }
    }
}
