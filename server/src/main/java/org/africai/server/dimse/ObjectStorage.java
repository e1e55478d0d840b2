package org.africai.server.dimse;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import org.africai.dimse.Answer;
import org.africai.dimse.Status;
import org.africai.dimse.StoreRequest;
import org.africai.dimse.StoreService;
import org.africai.server.intake.Arrival;
import org.africai.server.intake.ObjectSender;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// C-STORE into the prearchive, for one association.
final class ObjectStorage implements StoreService {
    private static final Logger LOG = LoggerFactory.getLogger(ObjectStorage.class);
    private static final int FILE_START_BYTES = 512;
    private static final int LONGEST_REASON = 50;

    private final String receiver;
    private final ObjectSender sender;

    /// @param receiver for the log
    ObjectStorage(String receiver, ObjectSender sender) {
        this.receiver = receiver;
        this.sender = sender;
    }

    @Override
    public Answer store(StoreRequest request, InputStream dataset) throws IOException {
        var start = new ByteArrayOutputStream(FILE_START_BYTES);
        request.writeFileStart(start);
        var file = new SequenceInputStream(new ByteArrayInputStream(start.toByteArray()), dataset);
        Answer answer;
        try {
            answer =
                    answer(
                            sender.receive(
                                    request.sopClass().value(),
                                    request.sopInstance().value(),
                                    file));
        } catch (RuntimeException failure) {
            answer = StoreFailures.answer(failure);
        }
        if (!answer.isSuccess()) {
            LOG.warn(
                    "object not stored as sent receiver={} from={} status={} reason=\"{}\"",
                    receiver,
                    request.association().remote().getAddress().getHostAddress(),
                    answer.status(),
                    answer.comment());
        }
        return answer;
    }

    /// An error comment is a text of 64 characters (PS3.7 §C).
    private static String shortened(String why) {
        return why.substring(0, Math.min(why.length(), LONGEST_REASON));
    }

    private static Answer answer(Arrival arrival) {
        return switch (arrival) {
            case Arrival.Kept _ -> Answer.SUCCESS;
            case Arrival.KeptBeside _ ->
                    new Answer(Status.WARNING, "kept beside another object of the same UID");
            case Arrival.SetAside(String why) ->
                    new Answer(Status.WARNING, "set aside: " + shortened(why));
            case Arrival.NotAnObject(String why) -> new Answer(Status.UNABLE_TO_PROCESS, why);
            case Arrival.Mismatch(String what) ->
                    new Answer(Status.DATASET_DOES_NOT_MATCH, what + " differs from the command");
        };
    }
}
