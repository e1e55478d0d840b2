package org.africai.dicom.io;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import org.africai.dicom.Uid;
import org.africai.dicom.data.Dataset;
import org.africai.dicom.data.DatasetBuilder;
import org.africai.dicom.dict.KnownUid;
import org.africai.dicom.dict.Tag;
import org.africai.dicom.encoding.Encoding;
import org.africai.dicom.encoding.TransferSyntax;
import org.africai.dicom.encoding.Vr;

/// The directory of a medium, its file `DICOMDIR` (PS3.10 §8, PS3.3 Annex F): which patients,
/// studies, series and objects the files beside it are of. For one thread.
///
/// The same objects added in the same order give the same bytes.
public final class MediaDirectory {
    private static final Pattern COMPONENT = Pattern.compile("[A-Z0-9_]{1,8}");
    private static final int MAX_COMPONENTS = 8;
    private static final int PREAMBLE_BYTES = 128;
    private static final int ITEM_HEADER_BYTES = 8;
    private static final int IN_USE = 0xFFFF;

    private final Map<String, Node> patients = new LinkedHashMap<>();
    private int files;

    /// An empty one.
    public MediaDirectory() {}

    /// A record and those below it.
    private static final class Node {
        private final Dataset record;
        private final Map<String, Node> below = new LinkedHashMap<>();
        private long offset;
        private long next;

        private Node(Dataset record) {
            this.record = record;
        }

        private long firstBelow() {
            return below.isEmpty() ? 0 : below.values().iterator().next().offset;
        }

        private Dataset linked() {
            return record.edit()
                    .put(Tag.OffsetOfTheNextDirectoryRecord, next)
                    .put(Tag.OffsetOfReferencedLowerLevelDirectoryEntity, firstBelow())
                    .build();
        }
    }

    /// Adds a file.
    ///
    /// @param header of the object, with what says whose it is
    /// @param syntax in which the file is
    /// @param path where it lies beside the directory: up to eight names of up to eight of the
    ///   characters `A-Z0-9_` (PS3.10 §8.2)
    /// @throws IllegalArgumentException when the path is none, or the header has not the UIDs of
    ///   class, object, series and study
    public void add(Dataset header, Uid syntax, List<String> path) {
        if (path.isEmpty()
                || path.size() > MAX_COMPONENTS
                || !path.stream().allMatch(name -> COMPONENT.matcher(name).matches())) {
            throw new IllegalArgumentException("no path on a medium: " + path);
        }
        Uid study = uid(header, Tag.StudyInstanceUID);
        Uid series = uid(header, Tag.SeriesInstanceUID);
        Uid object = uid(header, Tag.SOPInstanceUID);
        Uid kind = uid(header, Tag.SOPClassUID);
        Node patient =
                patients.computeIfAbsent(
                        header.string(Tag.PatientID).orElse(""), _ -> new Node(patient(header)));
        patient.below
                .computeIfAbsent(study.value(), _ -> new Node(study(header)))
                .below
                .computeIfAbsent(series.value(), _ -> new Node(series(header)))
                .below
                .putIfAbsent(object.value(), new Node(object(header, kind, object, syntax, path)));
        files++;
    }

    /// How many files were added.
    public int files() {
        return files;
    }

    private static Uid uid(Dataset header, int tag) {
        return header.uid(tag)
                .orElseThrow(() ->
                        new IllegalArgumentException("the header has no " + Tag.toString(tag)));
    }

    private static DatasetBuilder record(String type) {
        return Dataset.itemBuilder()
                .put(Tag.OffsetOfTheNextDirectoryRecord, 0L)
                .put(Tag.RecordInUseFlag, IN_USE)
                .put(Tag.OffsetOfReferencedLowerLevelDirectoryEntity, 0L)
                .put(Tag.DirectoryRecordType, type)
                .put(Tag.SpecificCharacterSet, "ISO_IR 192");
    }

    private static Dataset patient(Dataset header) {
        return copied(record("PATIENT"), header, Tag.PatientName, Tag.PatientID).build();
    }

    private static Dataset study(Dataset header) {
        return copied(
                        record("STUDY"),
                        header,
                        Tag.StudyDate,
                        Tag.StudyTime,
                        Tag.AccessionNumber,
                        Tag.StudyDescription,
                        Tag.StudyInstanceUID,
                        Tag.StudyID)
                .build();
    }

    private static Dataset series(Dataset header) {
        return copied(
                        record("SERIES"),
                        header,
                        Tag.Modality,
                        Tag.SeriesInstanceUID,
                        Tag.SeriesNumber)
                .build();
    }

    private static Dataset object(
            Dataset header, Uid kind, Uid object, Uid syntax, List<String> path) {
        DatasetBuilder record =
                record(MediaRecord.of(kind))
                        .put(Tag.ReferencedFileID, path.toArray(String[]::new))
                        .put(Tag.ReferencedSOPClassUIDInFile, kind)
                        .put(Tag.ReferencedSOPInstanceUIDInFile, object)
                        .put(Tag.ReferencedTransferSyntaxUIDInFile, syntax);
        return copied(record, header, Tag.InstanceNumber).build();
    }

    private static DatasetBuilder copied(DatasetBuilder record, Dataset header, int... tags) {
        for (int tag : tags) {
            header.element(tag).ifPresentOrElse(record::put, () -> record.putEmpty(tag));
        }
        return record;
    }

    /// The file.
    public byte[] toBytes() {
        Dataset meta = meta();
        List<Node> all = new ArrayList<>();
        collect(patients, all);
        long sequence = place(all, start(meta));
        try {
            var out = new ByteArrayOutputStream(Math.toIntExact(sequence));
            out.write(new byte[PREAMBLE_BYTES]);
            out.write("DICM".getBytes(StandardCharsets.US_ASCII));
            DicomWriter.writeMeta(meta, out);
            DatasetEncoder.asFound(out, Encoding.EXPLICIT_LITTLE)
                    .write(directory(all.stream().map(Node::linked).toList()));
            return out.toByteArray();
        } catch (IOException impossible) {
            throw new IllegalStateException("memory cannot be written to", impossible);
        }
    }

    private static void collect(Map<String, Node> level, List<Node> all) {
        level.values()
                .forEach(node -> {
                    all.add(node);
                    collect(node.below, all);
                });
    }

    /// Where the first record begins, counted from the file's first byte: behind all else.
    private long start(Dataset meta) {
        var out = new ByteArrayOutputStream();
        try {
            DicomWriter.writeMeta(meta, out);
        } catch (IOException impossible) {
            throw new IllegalStateException("memory cannot be written to", impossible);
        }
        return PREAMBLE_BYTES + 4L + out.size() + length(directory(List.of()));
    }

    private static long length(Dataset dataset) {
        return DatasetEncoder.asFound(new ByteArrayOutputStream(0), Encoding.EXPLICIT_LITTLE)
                .length(dataset);
    }

    /// Gives each record its place, and says behind each where the next of its level is.
    ///
    /// @return where the file ends
    private long place(List<Node> all, long first) {
        long offset = first;
        for (Node node : all) {
            node.offset = offset;
            offset += ITEM_HEADER_BYTES + length(node.record);
        }
        chain(patients);
        all.forEach(node -> chain(node.below));
        return offset;
    }

    private static void chain(Map<String, Node> level) {
        Node before = null;
        for (Node node : level.values()) {
            if (before != null) {
                before.next = node.offset;
            }
            before = node;
        }
    }

    private Dataset directory(List<Dataset> records) {
        List<Node> roots = List.copyOf(patients.values());
        return Dataset.builder()
                .putEmpty(Tag.FileSetID)
                .put(
                        Tag.OffsetOfTheFirstDirectoryRecordOfTheRootDirectoryEntity,
                        roots.isEmpty() ? 0 : roots.getFirst().offset)
                .put(
                        Tag.OffsetOfTheLastDirectoryRecordOfTheRootDirectoryEntity,
                        roots.isEmpty() ? 0 : roots.getLast().offset)
                .put(Tag.FileSetConsistencyFlag, 0)
                .put(Tag.DirectoryRecordSequence, records)
                .build();
    }

    private Dataset meta() {
        return Dataset.builder()
                .put(Tag.FileMetaInformationVersion, Vr.OB, new byte[] {0, 1})
                .put(Tag.MediaStorageSOPClassUID, KnownUid.MediaStorageDirectoryStorage)
                .put(Tag.MediaStorageSOPInstanceUID, ownUid())
                .put(Tag.TransferSyntaxUID, TransferSyntax.EXPLICIT_LITTLE.uid())
                .put(Tag.ImplementationClassUID, FileMeta.IMPLEMENTATION_CLASS)
                .put(Tag.ImplementationVersionName, FileMeta.IMPLEMENTATION_VERSION)
                .build();
    }

    /// Made of the UIDs of what is in it (PS3.5 §B.2), so that the same medium has the same one.
    private Uid ownUid() {
        List<Node> all = new ArrayList<>();
        collect(patients, all);
        var names = new StringBuilder();
        all.forEach(node ->
                names.append(node.record.string(Tag.ReferencedSOPInstanceUIDInFile).orElse("/")));
        UUID uuid = UUID.nameUUIDFromBytes(names.toString().getBytes(StandardCharsets.UTF_8));
        return new Uid("2.25." + new BigInteger(uuid.toString().replace("-", ""), 16));
    }
}
