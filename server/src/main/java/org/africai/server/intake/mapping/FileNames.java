package org.africai.server.intake.mapping;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.africai.store.EntryName;
import org.africai.store.InvalidEntryName;

/// Names the files of a scan.
public final class FileNames {
    private static final int BASE_36 = 36;
    private static final Pattern UNFIT = Pattern.compile("[^\\w.-]");

    private FileNames() {}

    /// The last part of the name a file came under, if it can be kept: it is one that an archive
    /// may hold and none that XNAT keeps for its catalogues.
    public static Optional<String> kept(String uploadedAs) {
        try {
            String name = EntryName.parse(uploadedAs).fileName();
            return name.toLowerCase(Locale.ROOT).endsWith("_catalog.xml")
                    ? Optional.empty()
                    : Optional.of(name);
        } catch (InvalidEntryName _) {
            return Optional.empty();
        }
    }

    /// XNAT's own name for an object:
    /// `{StudyInstanceUID}-{SeriesNumber}-{InstanceNumber}-{hash}.dcm`, where the hash, in base 36,
    /// is that of the list of SOP class and instance, as Java hashes lists.
    public static String made(ObjectHeader object) {
        int hash = List.of(object.sopClass(), object.sopUid()).hashCode();
        return object.studyUid()
                + "-"
                + part(object.seriesNumber(), "SeriesNumber")
                + "-"
                + part(Optional.ofNullable(object.number()).map(String::valueOf), "InstanceNumber")
                + "-"
                + Integer.toUnsignedString(hash, BASE_36)
                + ".dcm";
    }

    private static String part(Optional<String> value, String keyword) {
        return value.map(v -> UNFIT.matcher(v).replaceAll("_")).orElse("no-value-for-" + keyword);
    }
}
