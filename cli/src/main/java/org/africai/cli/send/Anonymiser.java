package org.africai.cli.send;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.africai.deid.Deidentifier;
import org.africai.deid.Outcome;
import org.africai.deid.Preview;
import org.africai.deid.Report;
import org.africai.deid.Rules;
import org.africai.deid.Verdict;
import org.africai.dicom.data.Dataset;
import org.africai.dicom.dict.Tag;
import org.africai.dicom.encoding.Vr;
import org.africai.dicom.io.DicomFile;
import org.africai.dicom.io.DicomReader;
import org.africai.dicom.io.InvalidDicom;
import org.jspecify.annotations.Nullable;

/// Makes of a source what may leave the house. Thread-safe.
final class Anonymiser {
    /// How much longer than it says a file in a ZIP is never read.
    private static final int MOST_RATIO = 2_000;

    private static final int DIGITS = 8;
    private static final DicomReader IDS = DicomReader.HEADER.stoppingAt(Tag.StudyInstanceUID + 1);

    private final Path base;
    private final WorkFolder work;
    private final RulesFile rules;
    private final Rules all;
    private final Deidentifier deidentifier;
    private final @Nullable IdentityMap identities;

    /// @param base what the places of sources are relative to
    /// @param project where it goes, when objects have to say it themselves; empty when not
    Anonymiser(
            Path base,
            WorkFolder work,
            RulesFile rules,
            String project,
            @Nullable IdentityMap identities) {
        this.base = base;
        this.work = work;
        this.rules = rules;
        this.identities = identities;
        this.all =
                project.isEmpty()
                        ? rules.rules()
                        : file ->
                                routed(
                                        rules.rules().judge(file),
                                        file,
                                        project,
                                        rules.namesSessions());
        this.deidentifier = new Deidentifier(all);
    }

    /// What was made of one.
    ///
    /// @param report which rules had an effect
    record Made(State state, Report report) {}

    /// Anonymises a source into the work folder, durably. Its identity is in the map before this
    /// returns.
    ///
    /// @throws IOException when a disk fails
    Made make(Source source) throws IOException {
        if (isChanged(source)) {
            return new Made(
                    new State.Quarantined(
                            "it was changed or taken away while this runs; run again"),
                    Report.EMPTY);
        }
        Path draft = work.draft(source.number() + ".dcm");
        Path copy = work.draft(source.number() + ".zipped");
        try {
            Made made = make(source, local(source, copy), draft);
            return isChanged(source)
                    ? new Made(
                            new State.Quarantined("it was changed while it was read; run again"),
                            Report.EMPTY)
                    : made;
        } catch (InvalidDicom broken) {
            return new Made(new State.Quarantined(unreadable(broken)), Report.EMPTY);
        } finally {
            Files.deleteIfExists(draft);
            Files.deleteIfExists(copy);
        }
    }

    /// What would become of a source.
    Outcome judge(Source source) throws IOException {
        Path copy = work.draft(source.number() + ".zipped");
        try {
            DicomFile file = DicomFile.read(local(source, copy));
            return deidentifier.run(file, OutputStream.nullOutputStream());
        } catch (InvalidDicom broken) {
            return new Outcome.Quarantined(unreadable(broken));
        } finally {
            Files.deleteIfExists(copy);
        }
    }

    /// What would change in a source. Holds patient data.
    ///
    /// @throws InvalidDicom when it is none
    Preview preview(Source source) throws IOException {
        Path copy = work.draft(source.number() + ".zipped");
        try {
            return Preview.of(all, DicomFile.read(local(source, copy)));
        } finally {
            Files.deleteIfExists(copy);
        }
    }

    private static String unreadable(InvalidDicom broken) {
        return "not readable as DICOM: " + broken.reason();
    }

    private Path local(Source source, Path copy) throws IOException {
        return source.place().contains(Source.IN) ? unzipped(source, copy) : path(source);
    }

    private Path path(Source source) {
        String place = source.place();
        int in = place.indexOf(Source.IN);
        return base.resolve(in < 0 ? place : place.substring(0, in));
    }

    private boolean isChanged(Source source) throws IOException {
        Path file = path(source);
        if (!Files.isRegularFile(file)) {
            return true;
        }
        boolean isZipped = source.place().contains(Source.IN);
        return Files.getLastModifiedTime(file).toMillis() != source.modified()
                || (!isZipped && Files.size(file) != source.bytes());
    }

    private Path unzipped(Source source, Path copy) throws IOException {
        String place = source.place();
        String name = place.substring(place.indexOf(Source.IN) + Source.IN.length());
        try (ZipFile zip = new ZipFile(path(source).toFile())) {
            ZipEntry entry = zip.getEntry(name);
            if (entry == null) {
                throw new IOException("a file has gone from a ZIP while this runs");
            }
            long most = Math.max(1L << 20, entry.getCompressedSize() * MOST_RATIO);
            try (InputStream in = zip.getInputStream(entry);
                    OutputStream out = Files.newOutputStream(copy)) {
                copy(in, out, Math.min(most, Scan.MOST_ENTRY_BYTES));
            }
        }
        return copy;
    }

    private static void copy(InputStream in, OutputStream out, long most) throws IOException {
        byte[] buffer = new byte[1 << 16];
        long left = most;
        for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
            left -= n;
            if (left < 0) {
                throw new InvalidDicom(
                        InvalidDicom.Reason.LIMIT_EXCEEDED,
                        "a ZIP",
                        most,
                        "",
                        "unpacks to too much");
            }
            out.write(buffer, 0, n);
        }
    }

    private Made make(Source source, Path file, Path draft) throws IOException {
        MessageDigest digest = Digest.sha256();
        DicomFile before = DicomFile.read(file);
        Outcome outcome;
        try (OutputStream out =
                new DigestOutputStream(
                        new BufferedOutputStream(Files.newOutputStream(draft), 1 << 16), digest)) {
            outcome = deidentifier.run(before, out);
        }
        return switch (outcome) {
            case Outcome.Quarantined(String reason) ->
                    new Made(new State.Quarantined(reason), Report.EMPTY);
            case Outcome.Unchanged _ -> {
                Files.copy(file, draft, StandardCopyOption.REPLACE_EXISTING);
                yield ready(source, before.dataset(), draft, Digest.of(draft), Report.EMPTY);
            }
            case Outcome.Changed(Report report) ->
                    ready(source, before.dataset(), draft, Digest.hex(digest), report);
        };
    }

    private Made ready(Source source, Dataset before, Path draft, String digest, Report report)
            throws IOException {
        Dataset after = IDS.read(draft).dataset();
        if (identities != null) {
            identities.add("patient", text(before, Tag.PatientID), text(after, Tag.PatientID));
            identities.add(
                    "study", text(before, Tag.StudyInstanceUID), text(after, Tag.StudyInstanceUID));
        }
        Names names = rules.namesSessions() ? Names.of(after) : new Names("", "");
        long bytes = Files.size(draft);
        WorkFolder.publish(draft, work.output(source.number()));
        return new Made(new State.Ready(digest, bytes, names.subject(), names.session()), report);
    }

    private static String text(Dataset dataset, int tag) {
        return dataset.string(tag).orElse("");
    }

    /// What the archive calls a subject and a session: the pseudonym, and with it what tells its
    /// studies apart.
    private record Names(String subject, String session) {
        static Names of(Dataset after) {
            String subject = text(after, Tag.PatientID).replaceAll("[^\\w-]", "_");
            String study = Digest.of(text(after, Tag.StudyInstanceUID).getBytes(UTF_8));
            return new Names(subject, subject + "_" + study.substring(0, DIGITS));
        }
    }

    /// A DICOM receiver is told the project by the object itself: in Patient Comments (0010,4000),
    /// as XNAT reads it.
    private static Verdict routed(
            Verdict verdict, DicomFile file, String project, boolean isNamed) {
        return switch (verdict) {
            case Verdict.Rejected rejected -> rejected;
            case Verdict.Passed _ ->
                    new Verdict.Accepted(
                            withRoute(file.dataset(), project, isNamed),
                            file.transferSyntax(),
                            Report.EMPTY);
            case Verdict.Accepted(var dataset, var syntax, var report) ->
                    new Verdict.Accepted(withRoute(dataset, project, isNamed), syntax, report);
        };
    }

    private static Dataset withRoute(Dataset dataset, String project, boolean isNamed) {
        StringBuilder route = new StringBuilder("Project:" + project);
        if (isNamed) {
            Names names = Names.of(dataset);
            route.append(" Subject:").append(names.subject());
            route.append(" Session:").append(names.session());
        }
        return dataset.edit().put(Tag.PatientComments, Vr.LT, route.toString()).build();
    }
}
