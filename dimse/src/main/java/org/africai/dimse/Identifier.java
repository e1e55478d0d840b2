package org.africai.dimse;

import java.io.IOException;
import java.util.Optional;
import org.africai.dicom.data.Dataset;
import org.africai.dicom.io.InvalidDicom;
import org.africai.dimse.ul.AssociationEnded;

/// What a query or a retrieval is about.
sealed interface Identifier {
    record Good(QueryLevel level, Dataset dataset) implements Identifier {}

    record Bad(Answer why) implements Identifier {}

    static Identifier read(Messages messages, Message message, QueryModel model)
            throws AssociationEnded {
        Dataset dataset;
        try {
            dataset = messages.identifier(message);
        } catch (InvalidDicom e) {
            return new Bad(new Answer(Status.UNABLE_TO_PROCESS, "not readable: " + e.reason()));
        } catch (AssociationEnded e) {
            throw e;
        } catch (IOException e) {
            return new Bad(new Answer(Status.UNABLE_TO_PROCESS, "not readable"));
        }
        Optional<QueryLevel> level = QueryLevel.of(dataset);
        boolean isFitting =
                level.isPresent()
                        && !(model == QueryModel.STUDY_ROOT && level.get() == QueryLevel.PATIENT);
        return isFitting
                ? new Good(level.get(), dataset)
                : new Bad(new Answer(Status.DATASET_DOES_NOT_MATCH, "no level of the model"));
    }
}
