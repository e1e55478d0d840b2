package org.africai.dicom.model;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.List;
import java.util.Optional;
import org.africai.dicom.data.BulkRange;
import org.africai.dicom.data.Dataset;
import org.africai.dicom.data.DatasetBuilder;
import org.africai.dicom.dict.Tag;
import org.africai.dicom.encoding.CharacterSet;
import org.africai.dicom.encoding.Vr;

/// Makes a data set from the values of a model, which are texts, bytes, items or references.
///
/// Text of a model is Unicode whatever (0008,0005) says in it, so that a data set made here is in
/// UTF-8 and says so. Errors are `IllegalArgumentException`s whose message holds no value.
public final class ModelBuilder {
    private static final String UTF_8_TERM = "ISO_IR 192";
    private static final int LATIN_1 = 0xFF;

    private final DatasetBuilder builder;
    private boolean hasUndeclaredText;
    private boolean isDeclaredEmpty;

    /// @param isItem whether the data set is an item of another one
    public ModelBuilder(boolean isItem) {
        builder = isItem ? Dataset.itemBuilder() : Dataset.builder();
    }

    /// Sets values given as text; an absent one is empty.
    ///
    /// @throws IllegalArgumentException when the VR cannot hold them
    public void text(int tag, Vr vr, List<String> values) {
        if (tag == Tag.SpecificCharacterSet) {
            characterSet(values);
            return;
        }
        boolean isEmpty = values.stream().allMatch(String::isEmpty);
        switch (vr.kind()) {
            case TEXT -> characters(tag, vr, values);
            case INTEGER -> numbers(tag, vr, ModelNumbers.integers(vr, values, isEmpty));
            case DECIMAL -> builder.put(tag, vr, ModelNumbers.decimals(vr, values, isEmpty));
            case TAGS -> builder.put(tag, vr, ModelNumbers.tags(values, isEmpty));
            case BYTES -> empty(tag, vr, isEmpty);
            case ITEMS -> emptySequence(tag, isEmpty);
        }
    }

    private void characterSet(List<String> values) {
        isDeclaredEmpty = values.stream().allMatch(String::isEmpty);
        builder.put(
                Tag.SpecificCharacterSet,
                Vr.CS,
                isDeclaredEmpty ? new String[0] : new String[] {UTF_8_TERM});
    }

    private void characters(int tag, Vr vr, List<String> values) {
        for (String value : values) {
            if (vr.usesCharacterSet()) {
                hasUndeclaredText |= !CharacterSet.isAscii(value);
            } else if (value.chars().anyMatch(c -> c > LATIN_1)) {
                throw new IllegalArgumentException("characters that " + vr + " does not allow");
            }
        }
        builder.put(tag, vr, values.toArray(String[]::new));
    }

    private void numbers(int tag, Vr vr, long[] values) {
        try {
            builder.put(tag, vr, values);
        } catch (IllegalArgumentException _) {
            // The builder's message names the value, which may be of a patient.
            throw new IllegalArgumentException("a number that does not fit into " + vr);
        }
    }

    private void empty(int tag, Vr vr, boolean isEmpty) {
        if (!isEmpty) {
            throw new IllegalArgumentException(vr + " has bytes, not values");
        }
        builder.put(tag, vr, new byte[0]);
    }

    private void emptySequence(int tag, boolean isEmpty) {
        if (!isEmpty) {
            throw new IllegalArgumentException("SQ has items, not values");
        }
        items(tag, List.of());
    }

    /// Sets the items of a sequence.
    public void items(int tag, List<Dataset> items) {
        builder.put(tag, items);
    }

    /// Sets a value's bytes, least significant byte first; of text in UTF-8. Bytes of pixel data
    /// that are fragments with their headers become fragments again.
    ///
    /// @throws IllegalArgumentException when the VR is SQ, or the bytes are no UTF-8
    public void bytes(int tag, Vr vr, byte[] bytes) {
        if (vr.isText()) {
            text(tag, vr, List.of(decoded(bytes)));
            return;
        }
        if (vr == Vr.SQ) {
            throw new IllegalArgumentException("SQ has items, not bytes");
        }
        Optional<List<BulkRange>> fragments =
                tag == Tag.PixelData ? FragmentBytes.split(bytes) : Optional.empty();
        if (fragments.isPresent()) {
            builder.putFragments(tag, vr, fragments.get());
        } else {
            builder.put(tag, vr, bytes);
        }
    }

    private static String decoded(byte[] bytes) {
        try {
            return UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
        } catch (CharacterCodingException _) {
            throw new IllegalArgumentException("bytes that are no UTF-8");
        }
    }

    /// Sets a value that lies elsewhere, least significant byte first.
    ///
    /// @throws IllegalArgumentException when the VR is of text or items, which are never elsewhere
    public void bulk(int tag, Vr vr, BulkRange range) {
        if (vr.isText() || vr == Vr.SQ) {
            throw new IllegalArgumentException("bulk data is not understood in " + vr);
        }
        builder.putBulk(tag, vr, range);
    }

    /// The data set.
    public Dataset build() {
        if (isDeclaredEmpty && hasUndeclaredText) {
            builder.put(Tag.SpecificCharacterSet, Vr.CS, UTF_8_TERM);
        }
        return builder.build();
    }
}
