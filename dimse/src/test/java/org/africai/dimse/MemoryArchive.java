package org.africai.dimse;

import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.africai.dicom.Uid;
import org.africai.dicom.data.Dataset;
import org.africai.dicom.dict.KnownUid;
import org.africai.dicom.dict.Tag;
import org.africai.dicom.encoding.TransferSyntax;
import org.africai.dicom.encoding.Vr;
import org.africai.dicom.io.DicomWriter;
import org.africai.dimse.query.QueryMatcher;
import org.africai.dimse.ul.AeTitle;

/// A small archive in memory: one study with two series, which answers queries and sends objects.
final class MemoryArchive implements FindService, MoveService, GetService {
    static final String STUDY = "2.25.100";

    private final List<Held> objects = new ArrayList<>();
    private final ConcurrentHashMap<AeTitle, RemoteEntity> known = new ConcurrentHashMap<>();

    /// An object of it.
    record Held(Dataset dataset, TransferSyntax transferSyntax) implements OutgoingObject {
        @Override
        public Uid sopClass() {
            return dataset.uid(Tag.SOPClassUID).orElseThrow();
        }

        @Override
        public Uid sopInstance() {
            return dataset.uid(Tag.SOPInstanceUID).orElseThrow();
        }

        @Override
        public void writeTo(OutputStream out) throws IOException {
            DicomWriter.writeDataset(dataset, transferSyntax, out);
        }

        @Override
        public Optional<OutgoingObject> in(TransferSyntax other) {
            return other.isEncapsulated()
                    ? Optional.empty()
                    : Optional.of(new Held(dataset, other));
        }
    }

    /// @param images in each of the two series
    MemoryArchive(int images) {
        for (int series = 1; series <= 2; series++) {
            for (int image = 1; image <= images; image++) {
                objects.add(new Held(dataset(series, image), TransferSyntax.EXPLICIT_LITTLE));
            }
        }
    }

    private static Dataset dataset(int series, int image) {
        boolean isCt = series == 1;
        return Dataset.builder()
                .put(Tag.SOPClassUID, isCt ? KnownUid.CTImageStorage : KnownUid.MRImageStorage)
                .put(Tag.SOPInstanceUID, STUDY + "." + series + "." + image)
                .put(Tag.StudyDate, "20240310")
                .put(Tag.Modality, isCt ? "CT" : "MR")
                .put(Tag.PatientName, "Müller^Zoë")
                .put(Tag.PatientID, "P1")
                .put(Tag.StudyInstanceUID, STUDY)
                .put(Tag.SeriesInstanceUID, STUDY + "." + series)
                .put(Tag.InstanceNumber, String.valueOf(image))
                .put(Tag.PixelData, Vr.OW, new byte[20_000 + image])
                .build();
    }

    List<Held> objects() {
        return objects;
    }

    /// Lets objects be sent to somebody.
    void know(RemoteEntity entity) {
        known.put(entity.title(), entity);
    }

    Services services() {
        return Services.ECHO.withFind(this).withMove(this).withGet(this);
    }

    @Override
    public QueryOptions options() {
        return new QueryOptions(true, true, true, false);
    }

    @Override
    public Answer find(FindRequest request, Matches matches) throws IOException {
        QueryMatcher matcher = QueryMatcher.of(request.identifier(), request.options());
        for (Held object : objects) {
            boolean isWanted =
                    !matcher.matches(object.dataset) || matches.add(matcher.answer(object.dataset));
            if (!isWanted) {
                break;
            }
        }
        return Answer.SUCCESS;
    }

    @Override
    public Optional<RemoteEntity> destination(AssociationInfo association, AeTitle name) {
        return Optional.ofNullable(known.get(name));
    }

    @Override
    public Retrieval find(RetrieveRequest request) {
        int key =
                switch (request.level()) {
                    case PATIENT -> Tag.PatientID;
                    case STUDY -> Tag.StudyInstanceUID;
                    case SERIES -> Tag.SeriesInstanceUID;
                    case IMAGE -> Tag.SOPInstanceUID;
                };
        List<String> wanted = request.identifier().strings(key);
        if (wanted.isEmpty()) {
            return new Retrieval.Refused(new Answer(Status.DATASET_DOES_NOT_MATCH, "no key"));
        }
        Stream<Held> found =
                objects.stream()
                        .filter(o -> o.dataset.string(key).filter(wanted::contains).isPresent());
        return new Retrieval.Objects(found.toList());
    }
}
