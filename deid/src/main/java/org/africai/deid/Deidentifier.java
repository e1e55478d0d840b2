package org.africai.deid;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Set;
import org.africai.dicom.data.Dataset;
import org.africai.dicom.data.Element;
import org.africai.dicom.dict.Tag;
import org.africai.dicom.encoding.TransferSyntax;
import org.africai.dicom.io.DicomFile;
import org.africai.dicom.io.DicomWriter;
import org.africai.dicom.io.InvalidDicom;
import org.africai.dicom.io.Note;

/// De-identifies objects by rules: a file in, a file out.
///
/// What is written is a new file: an empty preamble, file meta information made here, the elements
/// that the rules left or made. Elements that no rule named have the bytes they had, apart from odd
/// lengths, which are made even; group lengths, elements of the groups below 0008 and whatever
/// follows the data set are left out. Pixel data is copied from where it lies, so that memory does
/// not grow with the file. Immutable, and safe for use by many threads.
public final class Deidentifier {
    private static final int FIRST_GROUP = 0x0008;

    /// Longer paths of elements are left out of reasons.
    private static final int LONGEST_PATH = 200;

    /// What file meta information may hold without saying anything about a person.
    private static final Set<Integer> PLAIN_META =
            Set.of(
                    Tag.FileMetaInformationGroupLength,
                    Tag.FileMetaInformationVersion,
                    Tag.MediaStorageSOPClassUID,
                    Tag.MediaStorageSOPInstanceUID,
                    Tag.TransferSyntaxUID,
                    Tag.ImplementationClassUID,
                    Tag.ImplementationVersionName);

    private final Rules rules;

    public Deidentifier(Rules rules) {
        this.rules = rules;
    }

    /// De-identifies a file. `out` appears whole or not at all, and only when the outcome is
    /// [Outcome.Changed]; it may be the same path as `in`.
    ///
    /// @throws IOException when a file cannot be read or written
    public Outcome run(Path in, Path out) throws IOException {
        Path folder = out.toAbsolutePath().getParent();
        Path draft = Files.createTempFile(folder, ".deid", ".part");
        try {
            Outcome outcome;
            try (OutputStream to = Files.newOutputStream(draft)) {
                outcome = run(DicomFile.read(in), to);
            } catch (InvalidDicom broken) {
                outcome = quarantined(broken);
            }
            if (outcome instanceof Outcome.Changed) {
                Files.move(
                        draft,
                        out,
                        StandardCopyOption.REPLACE_EXISTING,
                        StandardCopyOption.ATOMIC_MOVE);
            }
            return outcome;
        } finally {
            Files.deleteIfExists(draft);
        }
    }

    /// De-identifies a file that was read with all its elements, from a path or from memory. The
    /// stream stays open; what was written to it counts only when the outcome is [Outcome.Changed].
    ///
    /// @throws IOException when pixel data cannot be read, or writing fails
    public Outcome run(DicomFile file, OutputStream out) throws IOException {
        return switch (judge(file)) {
            case Verdict.Rejected rejected -> new Outcome.Quarantined(rejected.reason());
            case Verdict.Passed _ -> new Outcome.Unchanged();
            case Verdict.Accepted accepted -> write(file, accepted, out);
        };
    }

    private Verdict judge(DicomFile file) throws IOException {
        if (file.hasNote(Note.Kind.PIXEL_DATA_TRUNCATED)) {
            return new Verdict.Rejected("the file ends in its pixel data");
        }
        try {
            return rules.judge(file);
        } catch (InvalidDicom broken) {
            return new Verdict.Rejected(quarantined(broken).reason());
        }
    }

    private static Outcome.Quarantined quarantined(InvalidDicom broken) {
        boolean isTold = !broken.path().isEmpty() && broken.path().length() < LONGEST_PATH;
        String where = isTold ? " in " + broken.path() : "";
        return new Outcome.Quarantined("not readable as DICOM: " + broken.reason() + where);
    }

    private static Outcome write(DicomFile file, Verdict.Accepted accepted, OutputStream out)
            throws IOException {
        if (accepted.dataset() == file.dataset() && isPlain(file)) {
            return new Outcome.Unchanged();
        }
        if (!isComplete(accepted.dataset())) {
            return new Outcome.Quarantined(
                    "without a valid SOP Class UID and SOP Instance UID it is no DICOM file");
        }
        TransferSyntax syntax = TransferSyntax.of(accepted.syntax().uid());
        DicomWriter.write(accepted.dataset(), syntax, out);
        return new Outcome.Changed(accepted.report());
    }

    private static boolean isComplete(Dataset dataset) {
        return dataset.uid(Tag.SOPClassUID).isPresent()
                && dataset.uid(Tag.SOPInstanceUID).isPresent();
    }

    /// Whether the file has nothing but its data set that could tell something.
    private static boolean isPlain(DicomFile file) {
        return file.hasEmptyPreamble()
                && file.meta().stream().allMatch(element -> PLAIN_META.contains(element.tag()))
                && file.dataset().stream().allMatch(Deidentifier::belongs)
                && file.sourceBytes().orElse(-1) == file.tailOffset();
    }

    private static boolean belongs(Element element) {
        return Tag.group(element.tag()) >= FIRST_GROUP && !Tag.isGroupLength(element.tag());
    }
}
