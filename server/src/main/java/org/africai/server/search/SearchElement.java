package org.africai.server.search;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.africai.server.schema.DataType;
import org.africai.server.schema.TypeRegistry;

/// A data type that can be searched, with its fields.
///
/// @param defaults the fields shown where a search names none
/// @param always the fields shown whatever a search names: clients make addresses of them
public record SearchElement(
        DataType type, List<SearchField> fields, List<String> defaults, List<String> always) {
    static final String PROJECT = "xnat:projectData";
    static final String SUBJECT = "xnat:subjectData";
    static final String EXPERIMENT = "xnat:experimentData";
    static final String IMAGE_ASSESSOR = "xnat:imageAssessorData";
    static final String SCAN = "xnat:imageScanData";
    static final String INVESTIGATOR = "xnat:investigatorData";

    private static final String SUBJECT_ASSESSOR = "xnat:subjectAssessorData";
    private static final String IMAGE_SESSION = "xnat:imageSessionData";

    /// Those that clients are told of besides those in use. Each costs xnatpy a request when it
    /// connects, so they are few; the others can be asked for by name.
    static final List<String> ANNOUNCED =
            List.of(
                    PROJECT,
                    SUBJECT,
                    "xnat:mrSessionData",
                    "xnat:ctSessionData",
                    "xnat:petSessionData",
                    "xnat:qcManualAssessorData");

    private static final List<SearchField> OF_PROJECTS =
            fields(
                    """
                    ID|Project ID|string|ID
                    NAME|Title|string|name
                    SECONDARY_ID|Running Title|string|secondary_ID
                    DESCRIPTION|Description|string|description
                    KEYWORDS|Keywords|string|keywords
                    PI|PI|string|PI/lastname
                    PROJECT_INVS|Investigators|string|investigators/investigator/lastname
                    PROJECT_ACCESS|Access|string|project_access
                    PROJECT_OWNERS|Owners|string|project_owners
                    PROJECT_MEMBERS|Members|string|project_members
                    PROJECT_COLLABS|Collaborators|string|project_collaborators
                    PROJ_SUBJECT_COUNT|Subjects|integer|subject_count
                    PROJ_MR_COUNT|MR Sessions|integer|mr_count
                    PROJ_CT_COUNT|CT Sessions|integer|ct_count
                    PROJ_PET_COUNT|PET Sessions|integer|pet_count
                    PROJ_UT_COUNT|US Sessions|integer|us_count
                    INSERT_DATE|Inserted|datetime|insert_date
                    INSERT_USER|Creator|string|insert_user
                    LAST_MODIFIED|Changed|datetime|last_modified
                    """);

    private static final List<SearchField> OF_INVESTIGATORS =
            fields(
                    """
                    TITLE|Title|string|title
                    FIRSTNAME|First Name|string|firstname
                    LASTNAME|Last Name|string|lastname
                    INSTITUTION|Institution|string|institution
                    DEPARTMENT|Department|string|department
                    EMAIL|E-mail|string|email
                    PHONE|Phone|string|phone
                    """);

    private static final List<SearchField> OF_SUBJECTS =
            fields(
                    """
                    SUBJECT_ID|Subject ID|string|ID
                    SUBJECTID|Subject ID|string|ID
                    SUBJECT_LABEL|Subject|string|label
                    PROJECT|Project|string|project
                    PROJECTS|Projects|string|projects
                    SUB_GROUP|Group|string|group
                    GENDER|M/F|string|demographics/gender
                    GENDER_TEXT|M/F|string|demographics/gender
                    HANDEDNESS|Hand|string|demographics/handedness
                    HANDEDNESS_TEXT|Hand|string|demographics/handedness
                    DOB|Date of Birth|date|demographics/dob
                    YOB|Year of Birth|integer|demographics/yob
                    AGE|Age|integer|demographics/age
                    EDUC|Education|integer|demographics/education
                    SES|SES|integer|demographics/ses
                    RACE|Race|string|demographics/race
                    ETHNICITY|Ethnicity|string|demographics/ethnicity
                    WEIGHT|Weight|float|demographics/weight
                    HEIGHT|Height|float|demographics/height
                    ADD_IDS|Other IDs|string|addID/addID
                    INSERT_DATE|Inserted|datetime|insert_date
                    INSERT_USER|Creator|string|insert_user
                    LAST_MODIFIED|Changed|datetime|last_modified
                    QUARANTINE_STATUS|Status|string|status
                    """);

    private static final List<SearchField> OF_EXPERIMENTS =
            fields(
                    """
                    EXPT_ID|Experiment ID|string|ID
                    LABEL|Label|string|label
                    PROJECT|Project|string|project
                    PROJECTS|Projects|string|projects
                    DATE|Date|date|date
                    NOTE|Note|string|note
                    XSITYPE|Data Type|string|xsiType
                    INSERT_DATE|Inserted|datetime|insert_date
                    INSERT_USER|Creator|string|insert_user
                    LAST_MODIFIED|Changed|datetime|last_modified
                    QUARANTINE_STATUS|Status|string|status
                    """);

    private static final List<SearchField> OF_SUBJECT_ASSESSORS =
            fields(
                    """
                    SUBJECT_ID|Subject ID|string|subject_ID
                    SUBJECT_LABEL|Subject|string|subject_label
                    AGE|Age|float|age
                    """);

    private static final List<SearchField> OF_IMAGE_SESSIONS =
            fields(
                    """
                    SESSION_ID|Session ID|string|ID
                    TYPE|Type|string|session_type
                    MODALITY|Modality|string|modality
                    SCANNER|Scanner|string|scanner
                    SCANNER_CSV|Scanner|string|scanner
                    UID|UID|string|UID
                    """);

    private static final List<SearchField> OF_IMAGE_ASSESSORS =
            fields(
                    """
                    SESSION_ID|Session ID|string|session_ID
                    SESSION_LABEL|Session|string|session_label
                    SUBJECT_ID|Subject ID|string|subject_ID
                    SUBJECT_LABEL|Subject|string|subject_label
                    """);

    private static final List<SearchField> OF_SCANS =
            fields(
                    """
                    SCAN_ID|Scan|string|ID
                    TYPE|Type|string|type
                    QUALITY|Quality|string|quality
                    CONDITION|Condition|string|condition
                    SERIES_DESCRIPTION|Series|string|series_description
                    MODALITY|Modality|string|modality
                    FRAMES|Frames|integer|frames
                    UID|UID|string|UID
                    XSITYPE|Data Type|string|xsiType
                    SESSION_ID|Session ID|string|session_ID
                    SESSION_LABEL|Session|string|session_label
                    PROJECT|Project|string|project
                    INSERT_DATE|Inserted|datetime|insert_date
                    """);

    public SearchElement {
        fields = List.copyOf(fields);
        defaults = List.copyOf(defaults);
        always = List.copyOf(always);
    }

    private static List<SearchField> fields(String lines) {
        return lines.lines()
                .map(line -> line.split("\\|"))
                .map(parts -> new SearchField(parts[0], parts[1], parts[2], parts[3]))
                .toList();
    }

    /// Investigators: clients are told of them and of their fields, for XNAT has no rights on them;
    /// they are listed, and not searched.
    static SearchElement investigators(TypeRegistry registry) {
        return new SearchElement(
                registry.get(INVESTIGATOR), OF_INVESTIGATORS, List.of("LASTNAME"), List.of());
    }

    /// The data type with this name, if things of it can be searched.
    public static Optional<SearchElement> find(TypeRegistry registry, String name) {
        return registry.find(name).flatMap(SearchElement::of);
    }

    private static Optional<SearchElement> of(DataType type) {
        if (type.isA(PROJECT)) {
            var defaults =
                    List.of(
                            "ID",
                            "NAME",
                            "DESCRIPTION",
                            "PI",
                            "PROJECT_ACCESS",
                            "PROJECT_OWNERS",
                            "PROJ_MR_COUNT",
                            "PROJ_CT_COUNT",
                            "PROJ_PET_COUNT",
                            "PROJ_UT_COUNT",
                            "INSERT_DATE",
                            "INSERT_USER");
            return Optional.of(
                    new SearchElement(type, OF_PROJECTS, defaults, List.of("ID", "NAME")));
        }
        if (type.isA(SUBJECT)) {
            return Optional.of(ofSubjects(type));
        }
        if (type.isA(SCAN)) {
            var always = List.of("PROJECT", "SESSION_ID", "SCAN_ID");
            var defaults = List.of("SCAN_ID", "TYPE", "SERIES_DESCRIPTION", "QUALITY");
            return Optional.of(new SearchElement(type, OF_SCANS, defaults, always));
        }
        return type.isA(EXPERIMENT) ? Optional.of(ofExperiments(type)) : Optional.empty();
    }

    private static SearchElement ofSubjects(DataType type) {
        return new SearchElement(
                type,
                OF_SUBJECTS,
                List.of(
                        "SUBJECT_LABEL",
                        "SUBJECTID",
                        "INSERT_USER",
                        "INSERT_DATE",
                        "PROJECTS",
                        "PROJECT",
                        "GENDER",
                        "HANDEDNESS",
                        "DOB",
                        "EDUC",
                        "SES",
                        "QUARANTINE_STATUS"),
                List.of("PROJECT", "SUBJECTID", "SUBJECT_ID", "SUBJECT_LABEL"));
    }

    private static SearchElement ofExperiments(DataType type) {
        List<SearchField> fields = new ArrayList<>(OF_EXPERIMENTS);
        List<String> always = new ArrayList<>(List.of("PROJECT", "LABEL", "EXPT_ID"));
        if (type.isA(SUBJECT_ASSESSOR)) {
            fields.addAll(OF_SUBJECT_ASSESSORS);
            always.add("SUBJECT_ID");
        }
        if (type.isA(IMAGE_SESSION)) {
            fields.addAll(OF_IMAGE_SESSIONS);
            always.add("SESSION_ID");
        }
        if (type.isA(IMAGE_ASSESSOR)) {
            fields.addAll(OF_IMAGE_ASSESSORS);
            always.addAll(List.of("SUBJECT_ID", "SESSION_ID", "SESSION_LABEL"));
        }
        var defaults = new ArrayList<>(List.of("LABEL", "PROJECT", "DATE", "INSERT_DATE"));
        if (fields.stream().anyMatch(field -> field.id().equals("SUBJECT_LABEL"))) {
            defaults.add("SUBJECT_LABEL");
        }
        return new SearchElement(type, fields, defaults, always);
    }

    boolean isProjects() {
        return type.isA(PROJECT);
    }

    /// The field that clients call so; upper and lower case are told apart, as paths are in lower
    /// case (`label`) where fields are in upper (`LABEL`).
    Optional<SearchField> field(String id) {
        return fields.stream().filter(field -> field.id().equals(id)).findFirst();
    }
}
