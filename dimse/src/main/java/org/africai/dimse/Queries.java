package org.africai.dimse;

import java.io.IOException;
import java.util.Optional;
import org.africai.dicom.data.Dataset;
import org.africai.dicom.data.DatasetBuilder;
import org.africai.dicom.dict.Tag;
import org.africai.dimse.ul.AssociationEnded;
import org.africai.dimse.ul.ExtendedNegotiation;
import org.jspecify.annotations.Nullable;

/// Performs C-FIND (PS3.4 §C.4.1.3).
final class Queries {
    private final Messages messages;
    private final AssociationInfo association;
    private final boolean isRetrievable;

    /// @param isRetrievable whether what is found can be retrieved here
    Queries(Messages messages, AssociationInfo association, boolean isRetrievable) {
        this.messages = messages;
        this.association = association;
        this.isRetrievable = isRetrievable;
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
                        completed(match));
            }
            return !operation.isCancelled();
        }

        /// Adds the level, and from whom the match can be retrieved (PS3.4 §C.4.1.1.3.2).
        private Dataset completed(Dataset match) {
            DatasetBuilder builder = match.edit();
            if (!match.contains(Tag.QueryRetrieveLevel)) {
                builder.put(Tag.QueryRetrieveLevel, level.name());
            }
            if (isRetrievable && !match.contains(Tag.RetrieveAETitle)) {
                builder.put(Tag.RetrieveAETitle, association.called().value());
            }
            return builder.build();
        }

        @Override
        public boolean isCancelled() {
            return operation.isCancelled();
        }
    }
}
