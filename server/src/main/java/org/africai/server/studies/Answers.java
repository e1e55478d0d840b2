package org.africai.server.studies;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Set;
import org.africai.dicom.data.Dataset;
import org.africai.dicom.data.DatasetBuilder;
import org.africai.dicom.data.Element;
import org.africai.dicom.dict.Tag;
import org.africai.dicom.json.DicomJsonReader;
import org.africai.server.studies.StudyQueryTable.InstanceRow;
import org.africai.server.studies.StudyQueryTable.PatientRow;
import org.africai.server.studies.StudyQueryTable.SeriesRow;
import org.africai.server.studies.StudyQueryTable.StudyRow;
import org.jspecify.annotations.Nullable;

/// Makes data sets of rows, with the attributes that a query asks for.
final class Answers {
    private static final String ONLINE = "ONLINE";

    /// What answers always have (PS3.18 §10.6.3.3), empty where the index has nothing.
    private static final Set<Integer> OF_PATIENT =
            Set.of(Tag.PatientName, Tag.PatientID, Tag.PatientBirthDate, Tag.PatientSex);

    private static final Set<Integer> OF_STUDY =
            Set.of(
                    Tag.StudyDate,
                    Tag.StudyTime,
                    Tag.AccessionNumber,
                    Tag.ReferringPhysicianName,
                    Tag.PatientName,
                    Tag.PatientID,
                    Tag.PatientBirthDate,
                    Tag.PatientSex,
                    Tag.StudyInstanceUID,
                    Tag.StudyID);

    private static final Set<Integer> OF_SERIES =
            Set.of(Tag.Modality, Tag.SeriesInstanceUID, Tag.SeriesNumber);

    /// What they have where it is there.
    private static final Set<Integer> OPTIONAL =
            Set.of(
                    Tag.TimezoneOffsetFromUTC,
                    Tag.SeriesDescription,
                    Tag.PerformedProcedureStepStartDate,
                    Tag.PerformedProcedureStepStartTime,
                    Tag.RequestAttributesSequence);

    private final Set<Integer> asked = new HashSet<>();
    private final boolean all;

    /// The attributes of the last instance's series, and what of them is wanted: instances come
    /// series by series.
    private String lastSeries = "";

    private @Nullable Dataset lastKept;

    Answers(StudyQuery query) {
        asked.addAll(query.include());
        query.keys().forEach(key -> asked.add(key.tag()));
        all = query.all();
    }

    Found patient(PatientRow row) {
        DatasetBuilder answer = kept(row.attributes(), OF_PATIENT, Level.PATIENT);
        answer.put(Tag.NumberOfPatientRelatedStudies, row.studies());
        answer.put(Tag.NumberOfPatientRelatedSeries, row.series());
        answer.put(Tag.NumberOfPatientRelatedInstances, row.instances());
        return new Found(answer.build(), null, null, null);
    }

    Found study(StudyRow row) {
        DatasetBuilder answer = kept(row.attributes(), OF_STUDY, Level.STUDY);
        answer.put(Tag.StudyInstanceUID, row.uid());
        answer.put(Tag.InstanceAvailability, ONLINE);
        answer.put(Tag.ModalitiesInStudy, row.modalities().toArray(String[]::new));
        answer.put(Tag.NumberOfStudyRelatedSeries, row.series());
        answer.put(Tag.NumberOfStudyRelatedInstances, row.instances());
        return new Found(answer.build(), row.uid(), null, null);
    }

    Found series(SeriesRow row) {
        DatasetBuilder answer = kept(row.attributes(), OF_SERIES, Level.SERIES);
        answer.put(Tag.StudyInstanceUID, row.studyUid());
        answer.put(Tag.SeriesInstanceUID, row.uid());
        answer.put(Tag.InstanceAvailability, ONLINE);
        answer.put(Tag.NumberOfSeriesRelatedInstances, row.instances());
        return new Found(answer.build(), row.studyUid(), row.uid(), null);
    }

    Found instance(InstanceRow row) {
        DatasetBuilder answer = ofSeries(row.attributes()).edit();
        answer.put(Tag.StudyInstanceUID, row.studyUid());
        answer.put(Tag.SeriesInstanceUID, row.seriesUid());
        answer.put(Tag.SOPClassUID, row.sopClass());
        answer.put(Tag.SOPInstanceUID, row.sopUid());
        answer.put(Tag.InstanceAvailability, ONLINE);
        answer.put(Tag.AvailableTransferSyntaxUID, row.transferSyntax());
        number(answer, Tag.InstanceNumber, row.number());
        number(answer, Tag.NumberOfFrames, row.frames());
        number(answer, Tag.Rows, row.rows());
        number(answer, Tag.Columns, row.columns());
        number(answer, Tag.BitsAllocated, row.bitsAllocated());
        return new Found(answer.build(), row.studyUid(), row.seriesUid(), row.sopUid());
    }

    private Dataset ofSeries(String json) {
        Dataset known = lastKept;
        if (known == null || !json.equals(lastSeries)) {
            known = kept(json, Set.of(), Level.INSTANCE).build();
            lastKept = known;
            lastSeries = json;
        }
        return known;
    }

    private static void number(DatasetBuilder answer, int tag, @Nullable Long value) {
        if (value != null) {
            answer.put(tag, value);
        }
    }

    /// Of the attributes of a row those that are wanted.
    private DatasetBuilder kept(String json, Set<Integer> always, Level level) {
        Dataset attributes = read(json).asUtf8();
        DatasetBuilder answer = attributes.edit();
        for (Element element : attributes) {
            int tag = element.tag();
            if (tag != Tag.SpecificCharacterSet && !isWanted(tag, always, level)) {
                answer.remove(tag);
            }
        }
        for (int tag : always) {
            if (!attributes.contains(tag)) {
                answer.putEmpty(tag);
            }
        }
        return answer;
    }

    private boolean isWanted(int tag, Set<Integer> always, Level level) {
        return always.contains(tag)
                || asked.contains(tag)
                || (isOf(level, tag) && all)
                || isOptional(level, tag);
    }

    private static boolean isOptional(Level level, int tag) {
        return switch (level) {
            case PATIENT -> false;
            case STUDY, INSTANCE -> tag == Tag.TimezoneOffsetFromUTC;
            case SERIES -> OPTIONAL.contains(tag);
        };
    }

    /// Whether the attribute is of the level or one above.
    private static boolean isOf(Level level, int tag) {
        return switch (level) {
            case PATIENT -> IndexedAttributes.PATIENT.contains(tag);
            case STUDY ->
                    IndexedAttributes.PATIENT.contains(tag)
                            || IndexedAttributes.STUDY.contains(tag);
            case SERIES, INSTANCE -> true;
        };
    }

    private static Dataset read(String json) {
        try {
            return DicomJsonReader.DEFAULT.read(
                    new ByteArrayInputStream(json.getBytes(StandardCharsets.UTF_8)), "the index");
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }
}
