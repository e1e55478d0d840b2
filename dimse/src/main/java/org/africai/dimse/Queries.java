package org.africai.dimse;

import java.io.IOException;
import java.util.Optional;
import org.africai.dicom.data.Dataset;
import org.africai.dicom.dict.Tag;
import org.africai.dicom.io.InvalidDicom;
import org.africai.dimse.ul.AssociationEnded;
import org.africai.dimse.ul.ExtendedNegotiation;
import org.jspecify.annotations.Nullable;

/// Performs C-FIND (PS3.4 §C.4.1.3).
final class Queries {
    private final Messages messages;
    private final AssociationInfo association;

    Queries(Messages messages, AssociationInfo association) {
        this.messages = messages;
        this.association = association;
    }

    Preparation find(Message message, @Nullable FindService service) throws AssociationEnded {
        Optional<QueryModel> model = QueryModel.ofFind(message.context().abstractSyntax());
        if (service == null || model.isEmpty()) {
            return Preparation.Refused.of(Status.UNRECOGNIZED_OPERATION);
        }
        return switch (Identifier.read(messages, message, model.get())) {
            case Identifier.Bad(Answer why) -> new Preparation.Refused(why);
            case Identifier.Good(QueryLevel level, Dataset identifier) -> {
                FindRequest request =
                        new FindRequest(
                                association, model.get(), level, identifier, options(message));
                yield new Preparation.Ready(
                        operation -> perform(message, request, service, operation));
            }
        };
    }

    private QueryOptions options(Message message) {
        return messages.link().accept().information().extended().stream()
                .filter(e -> e.sopClass().equals(message.context().abstractSyntax()))
                .findFirst()
                .map(ExtendedNegotiation::information)
                .map(QueryOptions::of)
                .orElse(QueryOptions.BASELINE);
    }

    private Preparation.Result perform(
            Message message, FindRequest request, FindService service, Operation operation)
            throws IOException {
        Answer answer = service.find(request, new Sender(message, request.level(), operation));
        return Preparation.Result.of(
                message, operation.isCancelled() ? Answer.of(Status.CANCEL) : answer);
    }

    /// Sends matches as they come.
    private final class Sender implements Matches {
        private final Message message;
        private final QueryLevel level;
        private final Operation operation;

        Sender(Message message, QueryLevel level, Operation operation) {
            this.message = message;
            this.level = level;
            this.operation = operation;
        }

        @Override
        public boolean add(Dataset match) throws IOException {
            return send(match, Status.PENDING);
        }

        @Override
        public boolean addWithUnsupportedKeys(Dataset match) throws IOException {
            return send(match, Status.PENDING_UNSUPPORTED_KEYS);
        }

        private boolean send(Dataset match, Status status) throws IOException {
            if (!operation.isCancelled()) {
                messages.send(
                        message.context(),
                        message.command().response(Answer.of(status)),
                        leveled(match));
            }
            return !operation.isCancelled();
        }

        private Dataset leveled(Dataset match) {
            return match.contains(Tag.QueryRetrieveLevel)
                    ? match
                    : match.with(Tag.QueryRetrieveLevel, level.name());
        }

        @Override
        public boolean isCancelled() {
            return operation.isCancelled();
        }
    }

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
                            && !(model == QueryModel.STUDY_ROOT
                                    && level.get() == QueryLevel.PATIENT);
            return isFitting
                    ? new Good(level.get(), dataset)
                    : new Bad(new Answer(Status.DATASET_DOES_NOT_MATCH, "no level of the model"));
        }
    }
}
