package org.africai.dimse;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import java.io.OutputStream;
import org.africai.dimse.ul.Acceptor;
import org.africai.dimse.ul.AssociationEnd;
import org.africai.dimse.ul.AssociationEnded;
import org.africai.dimse.ul.Link;
import org.africai.dimse.ul.LinkOpener;
import org.africai.dimse.ul.MemorySocket;
import org.africai.dimse.ul.NetworkLimits;

/// Any bytes: in a normal build those of the corpus among the test resources, which are what the
/// tools of DCMTK say to a server; with the environment variable `JAZZER_FUZZ=1` and
/// `-Djazzer.hooks=true` those that the fuzzer makes of them.
class ConversationFuzzTest {
    private static final NetworkLimits LIMITS =
            NetworkLimits.DEFAULT.withLengths(4096, 64 << 10, 1 << 20);

    private final MemoryArchive archive = new MemoryArchive(1);

    /// All that a requestor says, from the request for the association on.
    @FuzzTest(maxDuration = "5m")
    void any_conversation_is_served_to_its_end(FuzzedDataProvider data) throws IOException {
        byte[] said = data.consumeRemainingAsBytes();

        AssociationEnd end = serve(said);

        assertThat(end.toString()).isNotEmpty().doesNotContain("\n").doesNotContain("Exception");
    }

    private AssociationEnd serve(byte[] said) throws IOException {
        Services services =
                archive.services()
                        .withStore((_, dataset) -> {
                            dataset.transferTo(OutputStream.nullOutputStream());
                            return Answer.SUCCESS;
                        })
                        .withCommitment(_ -> Answer.SUCCESS)
                        .withReports((_, _) -> Answer.SUCCESS);
        try {
            Link link =
                    LinkOpener.accept(
                            new MemorySocket(said),
                            null,
                            LIMITS,
                            (request, _) ->
                                    new Acceptor.Reply.Accept(
                                            Negotiation.accept(request, services, LIMITS, null)));
            return new Performer(link, services, LIMITS).run();
        } catch (AssociationEnded e) {
            return e.end();
        }
    }

    @FuzzTest(maxDuration = "5m")
    void any_command_set_is_read_or_refused(FuzzedDataProvider data) throws InvalidCommand {
        Command command;
        try {
            command = Command.parse(data.consumeRemainingAsBytes());
        } catch (InvalidCommand e) {
            assertThat(e.getMessage()).isNotEmpty();
            return;
        }
        byte[] written = command.toBytes();
        assertThat(Command.parse(written).toBytes()).isEqualTo(written);
        assertThat(command.answer().comment().length()).isLessThanOrEqualTo(64);
        assertThat(command.counts().remaining()).isNotNegative();
        command.sopClass().ifPresent(uid -> assertThat(uid.value().length()).isLessThan(65));
        command.moveDestination().ifPresent(title -> assertThat(title.value()).isNotEmpty());
    }
}
