package org.africai.server.schema;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// The short names that clients use in queries, filters and `columns=` instead of whole paths, by
/// the kind of object they are about. Case is ignored.
public final class Shortcuts {

    public static final Shortcuts PROJECT =
            new Shortcuts(
                    "xnat:projectData",
                    """
                    ID secondary_ID name description keywords
                    alias=aliases/alias/alias
                    pi_firstname=PI/firstname pi_lastname=PI/lastname
                    note=fields/field[name=note]/field
                    """,
                    "");

    public static final Shortcuts SUBJECT =
            new Shortcuts(
                    "xnat:subjectData",
                    """
                    project label ID group src initials
                    pi_firstname=investigator/firstname pi_lastname=investigator/lastname
                    dob=demographics[@xsi:type=xnat:demographicData]/dob
                    yob=demographics[@xsi:type=xnat:demographicData]/yob
                    age=demographics[@xsi:type=xnat:demographicData]/age
                    gender=demographics[@xsi:type=xnat:demographicData]/gender
                    handedness=demographics[@xsi:type=xnat:demographicData]/handedness
                    ses=demographics[@xsi:type=xnat:demographicData]/ses
                    education=demographics[@xsi:type=xnat:demographicData]/education
                    educationDesc=demographics[@xsi:type=xnat:demographicData]/educationDesc
                    race=demographics[@xsi:type=xnat:demographicData]/race
                    ethnicity=demographics[@xsi:type=xnat:demographicData]/ethnicity
                    weight=demographics[@xsi:type=xnat:demographicData]/weight
                    height=demographics[@xsi:type=xnat:demographicData]/height
                    gestational_age=demographics[@xsi:type=xnat:demographicData]/gestational_age
                    post_menstrual_age=demographics[@xsi:type=xnat:demographicData]/post_menstrual_age
                    birth_weight=demographics[@xsi:type=xnat:demographicData]/birth_weight
                    """,
                    "insert_date insert_user last_modified");

    public static final Shortcuts EXPERIMENT =
            new Shortcuts(
                    "xnat:experimentData",
                    """
                    ID visit_id visit protocol date time note project label
                    pi_firstname=investigator/firstname pi_lastname=investigator/lastname
                    validation_method=validation/method validation_status=validation/status
                    validation_date=validation/date validation_notes=validation/notes
                    acquisition_site
                    subject_ID=xnat:subjectAssessorData/subject_ID
                    scanner=xnat:imageSessionData/scanner
                    operator=xnat:imageSessionData/operator
                    dcmAccessionNumber=xnat:imageSessionData/dcmAccessionNumber
                    dcmPatientId=xnat:imageSessionData/dcmPatientId
                    dcmPatientName=xnat:imageSessionData/dcmPatientName
                    session_type=xnat:imageSessionData/session_type
                    modality=xnat:imageSessionData/modality
                    UID=xnat:imageSessionData/UID
                    studyInstanceUID=xnat:imageSessionData/UID
                    coil=xnat:mrSessionData/coil fieldStrength=xnat:mrSessionData/fieldStrength
                    marker=xnat:mrSessionData/marker stabilization=xnat:mrSessionData/stabilization
                    studyType=xnat:petSessionData/studyType patientID=xnat:petSessionData/patientID
                    patientName=xnat:petSessionData/patientName
                    scan_start_time=xnat:petSessionData/start_time_scan
                    injection_start_time=xnat:petSessionData/start_time_injection
                    tracer_name=xnat:petSessionData/tracer/name
                    tracer_startTime=xnat:petSessionData/tracer/startTime
                    tracer_dose=xnat:petSessionData/tracer/dose
                    tracer_sa=xnat:petSessionData/tracer/specificActivity
                    tracer_totalmass=xnat:petSessionData/tracer/totalMass
                    tracer_intermediate=xnat:petSessionData/tracer/intermediate
                    tracer_isotope=xnat:petSessionData/tracer/isotope
                    tracer_transmissions=xnat:petSessionData/tracer/transmissions
                    tracer_transmissions_start=xnat:petSessionData/tracer/transmissions_starttime
                    """,
                    """
                    subject_label subject_project session_ID session_label session_project insert_date
                    insert_user last_modified xsiType
                    """);

    public static final Shortcuts SCAN =
            new Shortcuts(
                    "xnat:imageScanData",
                    """
                    ID type UID note quality condition series_description documentation scanner modality
                    frames scanTime=startTime
                    validation_method=validation/method validation_status=validation/status
                    validation_date=validation/date validation_notes=validation/notes
                    coil=xnat:mrScanData/coil fieldStrength=xnat:mrScanData/fieldStrength
                    marker=xnat:mrScanData/marker stabilization=xnat:mrScanData/stabilization
                    orientation=xnat:petScanData/parameters/orientation
                    originalFileName=xnat:petScanData/parameters/originalFileName
                    systemType=xnat:petScanData/parameters/systemType
                    fileType=xnat:petScanData/parameters/fileType
                    transaxialFOV=xnat:petScanData/parameters/transaxialFOV
                    acqType=xnat:petScanData/parameters/acqType
                    facility=xnat:petScanData/parameters/facility
                    numPlanes=xnat:petScanData/parameters/numPlanes
                    numFrames=xnat:petScanData/parameters/frames/numFrames
                    numGates=xnat:petScanData/parameters/numGates
                    planeSeparation=xnat:petScanData/parameters/planeSeparation
                    binSize=xnat:petScanData/parameters/binSize
                    dataType=xnat:petScanData/parameters/dataType
                    """,
                    "xnat_imagescandata_id insert_date insert_user last_modified xsiType");

    public static final Shortcuts RECONSTRUCTION =
            new Shortcuts("xnat:reconstructedImageData", "ID type baseScanType", "");

    public static final Shortcuts VISIT =
            new Shortcuts(
                    "xnat:pVisitData",
                    "ID visit_type visit_name closed project date label subject_ID",
                    "");

    /// A short name.
    ///
    /// @param key as clients spell it
    /// @param xpath the whole path, type first; for a read-only name, the name itself
    /// @param readOnly whether the archive alone gives the value, so that it may be asked for but
    ///   not set
    public record Shortcut(String key, String xpath, boolean readOnly) {}

    private final String type;
    private final Map<String, Shortcut> byKey = new LinkedHashMap<>();

    private Shortcuts(String type, String settable, String readOnly) {
        this.type = type;
        for (String word : settable.strip().split("\\s+")) {
            int equals = word.indexOf('=');
            String key = equals < 0 ? word : word.substring(0, equals);
            String path = word.substring(equals + 1);
            boolean whole = path.startsWith("xnat:");
            add(new Shortcut(key, whole ? path : type + "/" + path, false));
        }
        for (String key : readOnly.isBlank() ? new String[0] : readOnly.strip().split("\\s+")) {
            add(new Shortcut(key, key, true));
        }
    }

    private void add(Shortcut shortcut) {
        byKey.put(shortcut.key().toLowerCase(Locale.ROOT), shortcut);
    }

    /// Wire name of the most general type the names are about.
    public String type() {
        return type;
    }

    /// All names in XNAT's order.
    public Collection<Shortcut> all() {
        return byKey.values();
    }

    /// The short name of that spelling.
    public Optional<Shortcut> find(String key) {
        return Optional.ofNullable(byKey.get(key.toLowerCase(Locale.ROOT)));
    }

    /// What a key of a query means for objects of a type: a short name that can be set, or else a
    /// path. A short name of one type counts for another that has the same field (`tracer_dose` for
    /// a PET-MR session).
    public Resolution resolve(TypeRegistry registry, DataType context, String key) {
        Optional<Shortcut> shortcut = find(key);
        if (shortcut.isEmpty()) {
            return registry.resolve(context, key);
        }
        if (shortcut.get().readOnly()) {
            return new Resolution.Unknown(key + " is given by the archive");
        }
        String xpath = shortcut.get().xpath();
        return switch (registry.resolve(context, xpath)) {
            case Resolution.Resolved found -> found;
            case Resolution.Unknown _ ->
                    registry.resolve(context, xpath.substring(xpath.indexOf('/') + 1));
        };
    }
}
