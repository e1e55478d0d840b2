package org.africai.server.archive;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.africai.server.schema.DataType;
import org.africai.server.schema.TypeRegistry;

/// A data type that can be searched, with its fields.
public record SearchElement(DataType type, List<SearchField> fields) {
    /// Those that clients are told of. Each costs xnatpy a request when it connects, so they are
    /// few; the others can be asked for by name.
    private static final List<String> ANNOUNCED =
            List.of(
                    ProjectTable.TYPE,
                    SubjectTable.TYPE,
                    "xnat:mrSessionData",
                    "xnat:ctSessionData",
                    "xnat:petSessionData",
                    "xnat:qcManualAssessorData");

    private static final List<SearchField> PROJECT =
            List.of(
                    new SearchField("ID", "Project ID", "string", "ID"),
                    new SearchField("NAME", "Title", "string", "name"),
                    new SearchField("SECONDARY_ID", "Running Title", "string", "secondary_ID"),
                    new SearchField("DESCRIPTION", "Description", "string", "description"),
                    new SearchField("KEYWORDS", "Keywords", "string", "keywords"),
                    new SearchField("PI", "PI", "string", "pi_lastname"),
                    new SearchField("PROJECT_ACCESS", "Access", "string", "project_access"),
                    new SearchField("INSERT_DATE", "Inserted", "datetime", "insert_date"),
                    new SearchField("INSERT_USER", "Creator", "string", "insert_user"));

    private static final List<SearchField> SUBJECT =
            List.of(
                    new SearchField("SUBJECT_ID", "Subject ID", "string", "ID"),
                    new SearchField("SUBJECT_LABEL", "Subject", "string", "label"),
                    new SearchField("PROJECT", "Project", "string", "project"),
                    new SearchField("SUB_GROUP", "Group", "string", "group"),
                    new SearchField("GENDER_TEXT", "M/F", "string", "gender"),
                    new SearchField("HANDEDNESS_TEXT", "Hand", "string", "handedness"),
                    new SearchField("DOB", "Date of Birth", "date", "dob"),
                    new SearchField("AGE", "Age", "integer", "age"),
                    new SearchField("EDUC", "Education", "integer", "education"),
                    new SearchField("RACE", "Race", "string", "race"),
                    new SearchField("ETHNICITY", "Ethnicity", "string", "ethnicity"),
                    new SearchField("INSERT_DATE", "Inserted", "datetime", "insert_date"),
                    new SearchField("INSERT_USER", "Creator", "string", "insert_user"));

    private static final List<SearchField> EXPERIMENT =
            List.of(
                    new SearchField("EXPT_ID", "Experiment ID", "string", "ID"),
                    new SearchField("LABEL", "Label", "string", "label"),
                    new SearchField("PROJECT", "Project", "string", "project"),
                    new SearchField("DATE", "Date", "date", "date"),
                    new SearchField("INSERT_DATE", "Inserted", "datetime", "insert_date"),
                    new SearchField("INSERT_USER", "Creator", "string", "insert_user"));

    private static final List<SearchField> SUBJECT_ASSESSOR =
            List.of(
                    new SearchField("SUBJECT_ID", "Subject ID", "string", "subject_ID"),
                    new SearchField("SUBJECT_LABEL", "Subject", "string", "subject_label"));

    private static final List<SearchField> IMAGE_SESSION =
            List.of(
                    new SearchField("SESSION_ID", "Session ID", "string", "ID"),
                    new SearchField("TYPE", "Type", "string", "session_type"),
                    new SearchField("MODALITY", "Modality", "string", "modality"),
                    new SearchField("SCANNER_CSV", "Scanner", "string", "scanner"),
                    new SearchField("UID", "UID", "string", "UID"));

    private static final List<SearchField> IMAGE_ASSESSOR =
            List.of(
                    new SearchField("SESSION_ID", "Session ID", "string", "session_ID"),
                    new SearchField("SESSION_LABEL", "Session", "string", "session_label"));

    public SearchElement {
        fields = List.copyOf(fields);
    }

    /// The data types that clients are told of.
    public static List<SearchElement> announced(TypeRegistry registry) {
        return ANNOUNCED.stream().flatMap(name -> find(registry, name).stream()).toList();
    }

    /// The data type with this name, if things of it can be searched.
    public static Optional<SearchElement> find(TypeRegistry registry, String name) {
        return registry.find(name)
                .map(type -> new SearchElement(type, fields(type)))
                .filter(element -> !element.fields().isEmpty());
    }

    private static List<SearchField> fields(DataType type) {
        if (type.isA(ProjectTable.TYPE)) {
            return PROJECT;
        }
        if (type.isA(SubjectTable.TYPE)) {
            return SUBJECT;
        }
        List<SearchField> fields = new ArrayList<>();
        if (type.isA(ExperimentTable.TYPE)) {
            fields.addAll(EXPERIMENT);
        }
        if (type.isA(ExperimentTable.SUBJECT_ASSESSOR)) {
            fields.addAll(SUBJECT_ASSESSOR);
        }
        if (type.isA(ExperimentTable.IMAGE_SESSION)) {
            fields.addAll(IMAGE_SESSION);
        }
        if (type.isA(ExperimentTable.IMAGE_ASSESSOR)) {
            fields.addAll(IMAGE_ASSESSOR);
        }
        return fields;
    }
}
