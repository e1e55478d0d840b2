package org.africai.server.deid;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.stream.Collectors;
import org.africai.deid.Deidentifier;
import org.africai.deid.Outcome;
import org.africai.deid.Rules;
import org.africai.deid.Verdict;
import org.africai.deid.dicomedit.DicomEditRules;
import org.africai.deid.pixel.BurnedInRisk;
import org.africai.dicom.io.DicomFile;
import org.africai.dicom.io.DicomReader;
import org.africai.dicom.io.InvalidDicom;
import org.africai.server.studies.BlobBulk;
import org.africai.store.BlobStore;
import org.africai.store.Digests;
import org.africai.store.Hashing;
import org.africai.store.SpoolOutput;
import org.africai.store.StorageFailure;
import org.africai.store.TooLarge;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Has scripts applied to objects. What a script cannot handle is set aside, whatever the cause:
/// only a failure of our own disk is an error. Thread-safe.
public final class Cleaner {
    private static final Logger LOG = LoggerFactory.getLogger(Cleaner.class);

    private static final int PSEUDONYM_DIGITS = 12;

    private final BlobStore store;
    private final Secrets secrets;
    private final long maxBytes;

    /// @param maxBytes of a cleaned object at most
    Cleaner(BlobStore store, Secrets secrets, long maxBytes) {
        this.store = store;
        this.secrets = secrets;
        this.maxBytes = maxBytes;
    }

    /// A name that stands for another one in the project, and tells nothing of it: `S` and twelve
    /// digits for a session, `P` for a subject.
    ///
    /// @param what for: `subject` or `session`
    public String pseudonym(@Nullable Long project, String what, String of) {
        byte[] digest = secrets.of(project).digest("label " + what, of);
        String digits = HexFormat.of().formatHex(digest).substring(0, PSEUDONYM_DIGITS);
        return (what.equals("subject") ? "P" : "S") + digits;
    }

    /// Reads an object that is to be cleaned.
    private interface Source {
        DicomFile read() throws IOException;
    }

    /// What the script makes of a received file, which stays where it is.
    ///
    /// @param project key of the project that it goes to, `null` for none
    /// @throws StorageFailure when the disk fails
    public Cleaned clean(Script script, Labels labels, @Nullable Long project, Path file) {
        return clean(rules(script, labels, project), () -> DicomFile.read(file), file.toString());
    }

    /// What the script makes of a blob.
    ///
    /// @throws StorageFailure when the disk fails
    public Cleaned clean(Script script, Labels labels, @Nullable Long project, Digests blob) {
        Source source =
                () ->
                        DicomReader.WHOLE.read(
                                new BlobBulk(store, blob.sha256()),
                                blob.size(),
                                blob.sha256().hex());
        return clean(rules(script, labels, project), source, blob.sha256().hex());
    }

    private Rules rules(Script script, Labels labels, @Nullable Long project) {
        return script.rules(labels, secrets.of(project), secrets.integers(project));
    }

    private Cleaned clean(Rules rules, Source source, String name) {
        DicomFile file;
        try {
            file = source.read();
        } catch (InvalidDicom broken) {
            return new Cleaned.SetAside("not readable as DICOM: " + broken.reason());
        } catch (IOException failure) {
            throw StorageFailure.io(Path.of(name), failure);
        }
        try (SpoolOutput out = store.spool().begin(maxBytes, Hashing.WITHOUT_MD5)) {
            return clean(rules, file, out);
        } catch (TooLarge tooLarge) {
            return new Cleaned.SetAside("what the script made of it is too large");
        } catch (IOException failure) {
            throw StorageFailure.io(Path.of(name), failure);
        }
    }

    private static Cleaned clean(Rules rules, DicomFile file, SpoolOutput out) throws IOException {
        var watched = new Watched(rules);
        Outcome outcome;
        try {
            outcome = new Deidentifier(watched).run(file, out);
        } catch (StorageFailure | TooLarge failure) {
            throw failure;
        } catch (RuntimeException failure) {
            LOG.warn("a script failed on an object kind={}", failure.getClass().getName());
            return new Cleaned.SetAside(
                    "the script failed on it: " + failure.getClass().getSimpleName());
        }
        return switch (outcome) {
            case Outcome.Changed _ -> new Cleaned.Changed(out.finish(), watched.risk);
            case Outcome.Unchanged _ ->
                    new Cleaned.SetAside("the script left it as it is, without a note");
            case Outcome.Quarantined(String reason) ->
                    reason.equals(DicomEditRules.REJECTS)
                            ? new Cleaned.Dropped()
                            : new Cleaned.SetAside(reason);
        };
    }

    /// Rules whose result is looked at for what may still show the patient. For one object.
    private static final class Watched implements Rules {
        private final Rules rules;
        private String risk = "";

        Watched(Rules rules) {
            this.rules = rules;
        }

        @Override
        public Verdict judge(DicomFile file) throws IOException {
            Verdict verdict = rules.judge(file);
            if (verdict instanceof Verdict.Accepted accepted) {
                risk =
                        BurnedInRisk.of(accepted.dataset()).signs().stream()
                                .map(Enum::name)
                                .sorted()
                                .collect(Collectors.joining(","));
            }
            return verdict;
        }
    }
}
