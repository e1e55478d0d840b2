package org.africai.deid.dicomedit;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.africai.deid.Report;
import org.africai.deid.Rules;
import org.africai.deid.Secret;
import org.africai.deid.Verdict;
import org.africai.deid.ctp.LookupTable;
import org.africai.deid.pixel.PixelMask;
import org.africai.deid.rewrite.Rejected;
import org.africai.dicom.data.Dataset;
import org.africai.dicom.dict.Tag;
import org.africai.dicom.encoding.Vr;
import org.africai.dicom.io.DicomFile;

/// Applies a script of DicomEdit 6. Unlike CTP's, its statements see what the ones before made of
/// the object.
///
/// Statements about group 0002 have no effect, since file meta information is made anew.
public final class DicomEditRules implements Rules {
    /// Identifiers that `mapUID` remembers.
    public static final int MOST_MAPPED = 1_000_000;

    /// Why an object is rejected for which the script says `reject`.
    public static final String REJECTS = "the script rejects this object";

    private final DicomEditScript script;
    private final Map<String, String> variables;
    private final LookupTable lookup;
    private final String record;
    private final MappedUids mapped;

    private DicomEditRules(
            DicomEditScript script,
            Map<String, String> variables,
            LookupTable lookup,
            String record,
            MappedUids mapped) {
        this.script = script;
        this.variables = Map.copyOf(variables);
        this.lookup = lookup;
        this.record = record;
        this.mapped = mapped;
    }

    /// A script with values for its variables; XNAT gives `project`, `subject` and `session`.
    public static DicomEditRules of(DicomEditScript script, Map<String, String> variables) {
        return new DicomEditRules(script, variables, LookupTable.EMPTY, "", new MappedUids(null));
    }

    /// The same with a table for `lookup`.
    public DicomEditRules withLookup(LookupTable table) {
        return new DicomEditRules(script, variables, table, record, mapped);
    }

    /// The same with other values for its variables. What `mapUID` has made so far stays.
    public DicomEditRules withVariables(Map<String, String> values) {
        return new DicomEditRules(script, values, lookup, record, mapped);
    }

    /// The same, in which `mapUID` and `mapReferencedUIDs` make identifiers from the secret: the
    /// same ones after a restart, and on another server that has it.
    public DicomEditRules withSecret(Secret secret) {
        return new DicomEditRules(script, variables, lookup, record, new MappedUids(secret));
    }

    /// The same, which leaves a note in De-identification Method Code Sequence (0012,0064).
    ///
    /// @param code which script it was, the code value of the note
    public DicomEditRules withRecord(String code) {
        return new DicomEditRules(script, variables, lookup, code, mapped);
    }

    @Override
    public Verdict judge(DicomFile file) throws IOException {
        try {
            EditRun run = run(file.dataset());
            Dataset after = record.isEmpty() ? run.dataset() : recorded(run.dataset());
            if (run.areas().isEmpty()) {
                return new Verdict.Accepted(after, file.transferSyntax(), run.report());
            }
            var mask = new PixelMask(run.areas(), run.fill(), false);
            return masked(mask.apply(file.withDataset(after)), run.report());
        } catch (Rejected rejected) {
            return new Verdict.Rejected(rejected.reason());
        }
    }

    /// Text that the object's character set lacks turns it to UTF-8 before the script begins.
    private EditRun run(Dataset dataset) throws Rejected {
        try {
            return ran(dataset);
        } catch (LacksCharacters _) {
            return ran(dataset.asUtf8());
        }
    }

    private EditRun ran(Dataset dataset) throws Rejected {
        EditRun run = new EditRun(dataset, new HashMap<>(variables), lookup, mapped);
        run.all(script.statements());
        return run;
    }

    private static Verdict masked(Verdict verdict, Report report) {
        return verdict instanceof Verdict.Accepted accepted
                ? new Verdict.Accepted(
                        accepted.dataset(), accepted.syntax(), report.plus(accepted.report()))
                : verdict;
    }

    private Dataset recorded(Dataset dataset) {
        List<Dataset> items =
                new ArrayList<>(dataset.sequence(Tag.DeidentificationMethodCodeSequence));
        items.add(
                Dataset.builder()
                        .put(Tag.CodeValue, Vr.SH, record)
                        .put(Tag.CodingSchemeDesignator, Vr.SH, "XNAT")
                        .put(Tag.CodingSchemeVersion, Vr.SH, "1.0")
                        .put(Tag.CodeMeaning, Vr.LO, "XNAT DicomEdit Script")
                        .build());
        return dataset.edit().put(Tag.DeidentificationMethodCodeSequence, items).build();
    }
}
