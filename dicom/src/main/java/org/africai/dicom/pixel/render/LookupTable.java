package org.africai.dicom.pixel.render;

import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import org.africai.dicom.data.Dataset;
import org.africai.dicom.data.Element;

/// A table of values (PS3.3 §C.11.1.1.1, §C.11.2.1.1): those before the first entry count as the
/// first, those behind the last as the last.
final class LookupTable {
    private static final int LARGEST_ENTRIES = 1 << 16;

    private final int first;
    private final int[] entries;
    private final int bits;

    /// @param first the value of the first entry
    /// @param bits of an entry
    LookupTable(int first, int[] entries, int bits) {
        this.first = first;
        this.entries = entries;
        this.bits = bits;
    }

    /// What a descriptor says: number of entries, first value, bits of an entry.
    record Descriptor(int count, int first, int bits) {
        /// Empty when the element is absent or cannot be one.
        ///
        /// @param isSigned whether the values that are looked up may be negative
        static Optional<Descriptor> of(Dataset dataset, int tag, boolean isSigned) {
            long[] numbers = dataset.integers(tag);
            if (numbers.length != 3 || numbers[2] < 8 || numbers[2] > 16) {
                return Optional.empty();
            }
            int count = (int) numbers[0] & 0xFFFF;
            int first = (int) numbers[1];
            int signed = isSigned ? (short) first : first;
            return Optional.of(
                    new Descriptor(count == 0 ? LARGEST_ENTRIES : count, signed, (int) numbers[2]));
        }
    }

    /// The table in two elements; empty when they are absent or contradict each other.
    static Optional<LookupTable> of(
            Dataset dataset, int descriptorTag, int dataTag, boolean isSigned) throws IOException {
        Optional<Descriptor> descriptor = Descriptor.of(dataset, descriptorTag, isSigned);
        Optional<Element> data = dataset.element(dataTag);
        if (descriptor.isEmpty() || data.isEmpty()) {
            return Optional.empty();
        }
        int count = descriptor.get().count();
        byte[] bytes = bytes(data.get(), 2 * count + 1);
        // Entries of eight bits stand in a byte each, or in a word each.
        boolean isBytes = bytes.length < 2 * count && descriptor.get().bits() == 8;
        int[] entries = isBytes ? fromBytes(bytes, count) : fromWords(bytes, count);
        return entries.length == count
                ? Optional.of(
                        new LookupTable(descriptor.get().first(), entries, descriptor.get().bits()))
                : Optional.empty();
    }

    /// The bytes of a value, least significant first, as many as there are up to a number.
    static byte[] bytes(Element data, int most) throws IOException {
        try (InputStream in = data.open(false)) {
            return in.readNBytes(most);
        }
    }

    private static int[] fromBytes(byte[] bytes, int count) {
        int[] entries = new int[Math.min(count, bytes.length)];
        for (int i = 0; i < entries.length; i++) {
            entries[i] = bytes[i] & 0xFF;
        }
        return entries;
    }

    static int[] fromWords(byte[] bytes, int count) {
        int[] entries = new int[Math.min(count, bytes.length / 2)];
        for (int i = 0; i < entries.length; i++) {
            entries[i] = (bytes[2 * i] & 0xFF) | (bytes[2 * i + 1] & 0xFF) << 8;
        }
        return entries;
    }

    int entry(double value) {
        double place = Math.rint(value) - first;
        return entries[(int) Math.clamp(place, 0, entries.length - 1)];
    }

    /// Largest value that an entry may have: what its bits hold, or what is there when writers are
    /// wrong about them.
    int largest() {
        int largest = (1 << bits) - 1;
        for (int entry : entries) {
            largest = Math.max(largest, entry);
        }
        return largest;
    }

    /// Entries as eight bits: the highest of theirs, unless all entries are within the lowest.
    byte[] toBytes() {
        boolean isWide = false;
        for (int entry : entries) {
            isWide |= entry > 0xFF;
        }
        int shift = isWide ? Math.max(bits - 8, 0) : 0;
        byte[] narrow = new byte[entries.length];
        for (int i = 0; i < narrow.length; i++) {
            narrow[i] = (byte) Math.min(entries[i] >>> shift, 0xFF);
        }
        return narrow;
    }

    int first() {
        return first;
    }
}
