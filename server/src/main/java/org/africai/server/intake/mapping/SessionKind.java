package org.africai.server.intake.mapping;

import java.util.Arrays;
import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The kinds of imaging session, in the order in which XNAT lets one of them name a study that
/// holds several: a PET study with a CT is a PET session.
public enum SessionKind {
    PET("PT"),
    MR("MR"),
    CT("CT"),
    XA("XA"),
    US("US IVUS"),
    RT("RTIMAGE RTSTRUCT RTPLAN RTDOSE RTRECORD"),
    CR("CR"),
    OPT("OPT"),
    MG("MG"),
    DX("DX"),
    NM("NM"),
    SR("SR"),
    SM("SM"),
    GM("GM"),
    RF("RF"),
    ES("ES"),
    RG("RG"),
    DMS("DMS"),
    CFM("CFM"),
    PA("PA"),
    ECG("ECG"),
    EMG("EMG"),
    EOG("EOG"),
    RESP("RESP"),
    POS("POS"),
    OBJ("M3D"),
    EEG("EEG"),
    /// Anything else.
    OTHER("");

    private static final Map<String, SessionKind> BY_MODALITY =
            Arrays.stream(values())
                    .flatMap(kind -> kind.entries())
                    .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));

    private final String modalities;

    /// @param modalities the values of Modality (0008,0060) that stand for it, apart by blanks
    SessionKind(String modalities) {
        this.modalities = modalities;
    }

    private Stream<Map.Entry<String, SessionKind>> entries() {
        return Arrays.stream(modalities.split(" "))
                .filter(modality -> !modality.isEmpty())
                .map(modality -> Map.entry(modality, this));
    }

    /// The kind that a Modality (0008,0060) stands for, if any.
    public static Optional<SessionKind> ofModality(String modality) {
        return Optional.ofNullable(BY_MODALITY.get(modality.strip().toUpperCase(Locale.ROOT)));
    }

    /// The XNAT data type of a session whose scans are of these kinds.
    ///
    /// PET with MR is XNAT's own type for it; otherwise the first kind in order decides.
    public static String sessionType(Collection<SessionKind> kinds) {
        if (kinds.contains(PET) && kinds.contains(MR)) {
            return "xnat:petmrSessionData";
        }
        return kinds.stream().min(SessionKind::compareTo).orElse(OTHER).sessionType();
    }

    private String sessionType() {
        return this == OTHER
                ? "xnat:otherDicomSessionData"
                : "xnat:" + name().toLowerCase(Locale.ROOT) + "SessionData";
    }
}
