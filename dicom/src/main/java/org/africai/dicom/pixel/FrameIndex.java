package org.africai.dicom.pixel;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.africai.dicom.data.BulkRange;
import org.africai.dicom.io.DicomFile;
import org.africai.dicom.io.InvalidDicom;
import org.africai.dicom.io.Limits;
import org.africai.dicom.io.PixelDataPosition;

/// Where each frame of a file's pixel data lies. Immutable and safe for use by many threads.
///
/// Of encapsulated pixel data (PS3.5 §A.4) the headers of the fragments are read, once and from
/// front to back, and never the payload, apart from the edges of fragments when nothing else tells
/// which of them make a frame. Of native pixel data nothing is read. Costs about 50 bytes of memory
/// for each fragment.
public final class FrameIndex {
    /// How the frames were found.
    public enum Source {
        /// Native pixel data: by arithmetic.
        NATIVE,
        /// By the extended offset table (7FE0,0001), PS3.3 §C.7.6.3.1.8.
        EXTENDED_OFFSETS,
        /// By the basic offset table, the first item.
        BASIC_OFFSETS,
        /// All fragments are the only frame.
        SINGLE_FRAME,
        /// There are as many fragments as frames.
        FRAGMENT_EACH,
        /// By the markers at which the codestreams of JPEG, JPEG-LS and JPEG 2000 start and end.
        CODESTREAMS
    }

    /// What is against the standard in the pixel data but was understood.
    public enum Anomaly {
        /// The file ends before the sequence delimiter.
        DELIMITER_MISSING,
        /// The extended offset table contradicts the fragments and was not used.
        EXTENDED_OFFSETS_WRONG,
        /// The basic offset table contradicts the fragments and was not used.
        BASIC_OFFSETS_WRONG,
        /// Native pixel data is longer than its frames.
        BYTES_LEFT_OVER
    }

    /// Frames by number.
    interface Frames {
        int count();

        /// @param index from 0
        Frame at(int index);
    }

    private final Source source;
    private final Frames frames;
    private final List<BulkRange> fragments;
    private final Set<Anomaly> anomalies;

    FrameIndex(Source source, Frames frames, List<BulkRange> fragments, Set<Anomaly> anomalies) {
        this.source = source;
        this.frames = frames;
        this.fragments = List.copyOf(fragments);
        this.anomalies = Set.copyOf(anomalies);
    }

    /// The frames of a file that was read from a path or from memory, within the usual limits;
    /// empty when it has no pixel data.
    ///
    /// @throws InvalidDicom when the pixel data is cut short, contradicts itself or the image's
    ///   attributes, or cannot be divided into frames
    /// @throws IOException when the file cannot be read
    public static Optional<FrameIndex> of(DicomFile file) throws IOException {
        return of(file, Limits.DEFAULT);
    }

    /// The frames of a file, of which there may be `elements` of the limits at most, and as many
    /// fragments.
    public static Optional<FrameIndex> of(DicomFile file, Limits limits) throws IOException {
        Optional<PixelDataPosition> position = file.pixelData();
        if (position.isEmpty()) {
            return Optional.empty();
        }
        PixelSource pixels = PixelSource.of(file, position.get(), limits);
        return Optional.of(
                position.get().isEncapsulated()
                        ? new EncapsulatedFrames(pixels).index()
                        : new NativeFrames(pixels).index());
    }

    /// Number of frames.
    public int count() {
        return frames.count();
    }

    /// A frame.
    ///
    /// @param number from 1, as in requests of DICOMweb
    /// @throws IndexOutOfBoundsException when there is no such frame
    public Frame frame(int number) {
        java.util.Objects.checkIndex(number - 1, count());
        return frames.at(number - 1);
    }

    public boolean isEncapsulated() {
        return source != Source.NATIVE;
    }

    /// How the frames were found.
    public Source source() {
        return source;
    }

    /// The fragments without the basic offset table; none of native pixel data.
    public List<BulkRange> fragments() {
        return fragments;
    }

    /// What is against the standard.
    public Set<Anomaly> anomalies() {
        return anomalies;
    }
}
