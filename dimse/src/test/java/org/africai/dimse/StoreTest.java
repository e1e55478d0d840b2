package org.africai.dimse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.africai.dicom.Uid;
import org.africai.dicom.encoding.TransferSyntax;
import org.africai.dimse.ul.AeTitle;
import org.africai.dimse.ul.AssociationEnd;
import org.africai.dimse.ul.CommonExtendedNegotiation;
import org.africai.dimse.ul.NetworkLimits;
import org.africai.dimse.ul.PresentationContext;
import org.africai.dimse.ul.Rejection;
import org.africai.dimse.ul.UserIdentity;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StoreTest {
    private static final DicomClient CLIENT = DicomClient.of("SENDER");

    private final Map<Uid, byte[]> stored = new ConcurrentHashMap<>();

    private Answer keep(StoreRequest request, InputStream dataset) throws IOException {
        stored.put(request.sopInstance(), dataset.readAllBytes());
        return Answer.SUCCESS;
    }

    private Services keeping() {
        return Services.ECHO.withStore(this::keep);
    }

    @Test
    void an_echo_is_answered() throws Exception {
        try (TestServer server = new TestServer(Services.ECHO);
                Association association =
                        CLIENT.open(server.entity(), Proposal.EMPTY.echo()).orThrow()) {

            assertThat(association.echo()).isEqualTo(Answer.SUCCESS);
            assertThat(association.echo().isSuccess()).isTrue();

            assertThat(association.release()).isInstanceOf(AssociationEnd.Released.class);
            AssociationReport report = server.nextReport();
            assertThat(report.end()).isInstanceOf(AssociationEnd.Released.class);
            assertThat(report.messages()).isEqualTo(2);
            assertThat(report.calling()).isEqualTo(new AeTitle("SENDER"));
        }
    }

    /// Around the lengths at which a unit is full.
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 498, 499, 500, 505, 506, 507, 1011, 1012, 1013, 1024, 100_001})
    void an_object_arrives_byte_for_byte_in_small_units(int length) throws Exception {
        NetworkLimits small = NetworkLimits.DEFAULT.withPduBytes(512);
        var object = TestData.Bytes.of(1, length);
        try (TestServer server = new TestServer(keeping(), small);
                Association association =
                        CLIENT.open(server.entity(), Proposal.EMPTY.store(List.of(object)))
                                .orThrow()) {

            assertThat(association.store(new TestData.Streamed(object))).isEqualTo(Answer.SUCCESS);
            assertThat(stored.remove(object.sopInstance())).isEqualTo(object.bytes());

            assertThat(association.store(object)).isEqualTo(Answer.SUCCESS);
            assertThat(stored.remove(object.sopInstance())).isEqualTo(object.bytes());
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 8})
    void many_objects_arrive_on_many_associations(int operations) throws Exception {
        NetworkLimits limits = NetworkLimits.DEFAULT.withOperations(4);
        List<TestData.Bytes> objects = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            objects.add(TestData.Bytes.of(i, 37 * i * i));
        }
        try (TestServer server = new TestServer(keeping(), limits);
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Integer>> sent = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                List<TestData.Bytes> part = objects.subList(i * 25, i * 25 + 25);
                sent.add(threads.submit(() -> sendAll(server, part, operations)));
            }
            for (Future<Integer> future : sent) {
                assertThat(future.get()).isEqualTo(25);
            }
        }
        assertThat(stored).hasSize(100);
        objects.forEach(o -> assertThat(stored.get(o.sopInstance())).isEqualTo(o.bytes()));
    }

    private static int sendAll(TestServer server, List<TestData.Bytes> objects, int operations)
            throws IOException {
        List<Answer> answers = new ArrayList<>();
        Proposal proposal = Proposal.EMPTY.store(objects).operations(operations);
        try (Association association = CLIENT.open(server.entity(), proposal).orThrow()) {
            int window = association.accept().information().windowOrSynchronous().invoked();
            assertThat(window).isEqualTo(operations == 1 ? 1 : 4);
            association.storeAll(objects, (_, answer) -> answers.add(answer));
        }
        return (int) answers.stream().filter(Answer::isSuccess).count();
    }

    @Test
    void the_application_says_what_the_sender_hears() throws Exception {
        var answer = new Answer(Status.OUT_OF_RESOURCES, "the disk is full");
        var object = TestData.Bytes.of(1, 300_000);
        try (TestServer server = new TestServer(Services.ECHO.withStore((_, _) -> answer));
                Association association =
                        CLIENT.open(server.entity(), Proposal.EMPTY.store(List.of(object)))
                                .orThrow()) {
            assertThat(association.store(object)).isEqualTo(answer);
            assertThat(association.store(object)).isEqualTo(answer);
        }
    }

    @Test
    void an_application_that_fails_is_a_processing_failure_and_the_next_object_is_taken()
            throws Exception {
        var bad = TestData.Bytes.of(1, 300_000);
        var good = TestData.Bytes.of(2, 1000);
        StoreService service =
                (request, dataset) -> {
                    if (request.sopInstance().equals(bad.sopInstance())) {
                        throw new IOException("no space left");
                    }
                    return keep(request, dataset);
                };
        try (TestServer server = new TestServer(Services.ECHO.withStore(service));
                Association association =
                        CLIENT.open(server.entity(), Proposal.EMPTY.store(List.of(good)))
                                .orThrow()) {
            assertThat(association.store(bad).status()).isEqualTo(Status.PROCESSING_FAILURE);
            assertThat(association.store(good).isSuccess()).isTrue();
        }
        assertThat(stored.keySet()).containsExactly(good.sopInstance());
    }

    @Test
    void a_source_that_fails_before_anything_was_sent_does_no_harm() throws Exception {
        var object = TestData.Bytes.of(1, 1000);
        try (TestServer server = new TestServer(keeping());
                Association association =
                        CLIENT.open(server.entity(), Proposal.EMPTY.store(List.of(object)))
                                .orThrow()) {

            assertThatThrownBy(() -> association.store(new Failing(object, 100)))
                    .hasMessage("the file is gone");
            assertThat(association.store(object).isSuccess()).isTrue();
        }
    }

    @Test
    void a_source_that_fails_while_answers_are_open_ends_the_association() throws Exception {
        var object = TestData.Bytes.of(1, 1000);
        Proposal proposal = Proposal.EMPTY.store(List.of(object)).operations(4);
        NetworkLimits limits = NetworkLimits.DEFAULT.withOperations(4);
        try (TestServer server = new TestServer(keeping(), limits);
                Association association = CLIENT.open(server.entity(), proposal).orThrow()) {
            List<OutgoingObject> objects = List.of(object, new Failing(object, 10), object);
            assertThatThrownBy(() -> association.storeAll(objects, (_, _) -> {}))
                    .hasMessage("the file is gone");
            assertThat(association.end()).containsInstanceOf(AssociationEnd.Closed.class);
        }
    }

    @Test
    void a_source_that_fails_in_the_middle_ends_the_association_and_nothing_is_kept()
            throws Exception {
        var object = TestData.Bytes.of(1, 1_000_000);
        try (TestServer server = new TestServer(keeping());
                Association association =
                        CLIENT.open(server.entity(), Proposal.EMPTY.store(List.of(object)))
                                .orThrow()) {

            assertThatThrownBy(() -> association.store(new Failing(object, 900_000)))
                    .hasMessage("the file is gone");

            assertThat(server.nextReport().end()).isInstanceOf(AssociationEnd.Aborted.class);
            assertThat(association.end()).containsInstanceOf(AssociationEnd.Closed.class);
        }
        assertThat(stored).isEmpty();
    }

    /// An object that cannot be read to its end.
    private record Failing(TestData.Bytes object, int after) implements OutgoingObject {
        @Override
        public Uid sopClass() {
            return object.sopClass();
        }

        @Override
        public Uid sopInstance() {
            return object.sopInstance();
        }

        @Override
        public TransferSyntax transferSyntax() {
            return object.transferSyntax();
        }

        @Override
        public void writeTo(OutputStream out) throws IOException {
            out.write(object.bytes(), 0, after);
            throw new IOException("the file is gone");
        }
    }

    @Test
    void an_object_without_context_is_not_sent() throws Exception {
        var object = TestData.Bytes.of(1, 10, TransferSyntax.JPEG_2000);
        try (TestServer server = new TestServer(keeping());
                Association association =
                        CLIENT.open(server.entity(), Proposal.EMPTY.echo()).orThrow()) {
            assertThat(association.canSend(object)).isFalse();
            assertThat(association.store(object).status())
                    .isEqualTo(Status.SOP_CLASS_NOT_SUPPORTED);
            assertThat(association.echo().isSuccess()).isTrue();
        }
        assertThat(stored).isEmpty();
    }

    @Test
    void objects_are_not_taken_where_nothing_stores_them() throws Exception {
        var object = TestData.Bytes.of(1, 10);
        Proposal proposal = Proposal.EMPTY.echo().store(List.of(object));
        try (TestServer server = new TestServer(Services.ECHO);
                Association association = CLIENT.open(server.entity(), proposal).orThrow()) {
            assertThat(association.canSend(object)).isFalse();
            assertThat(association.accept().contexts())
                    .extracting(context -> context.result().name())
                    .containsExactly(
                            "ACCEPTED",
                            "ABSTRACT_SYNTAX_NOT_SUPPORTED",
                            "ABSTRACT_SYNTAX_NOT_SUPPORTED");
        }
    }

    @Test
    void who_calls_somebody_unknown_is_rejected() {
        var here = Admission.forTitles(Set.of(new AeTitle("OTHER")), Services.ECHO);
        try (TestServer server = new TestServer(here, settings -> settings)) {
            assertThat(CLIENT.open(server.entity(), Proposal.EMPTY.echo()))
                    .isEqualTo(new Opening.Rejected(Rejection.CALLED_AE_NOT_RECOGNIZED));
        }
    }

    @Test
    void a_user_identity_is_a_login() throws Exception {
        Admission login =
                (request, _, _) -> {
                    UserIdentity who = request.information().identity();
                    return who != null && who.secondary().toText().equals("secret")
                            ? Admission.Verdict.admit(Services.ECHO)
                            : new Admission.Verdict.Refused(Rejection.NO_REASON);
                };
        Proposal echo = Proposal.EMPTY.echo();
        try (TestServer server = new TestServer(login, settings -> settings)) {
            Opening right =
                    CLIENT.open(
                            server.entity(),
                            echo.identity(UserIdentity.ofPasscode("ada", "secret")));
            Opening wrong =
                    CLIENT.open(
                            server.entity(),
                            echo.identity(UserIdentity.ofPasscode("ada", "guess")));

            try (Association association = right.orThrow()) {
                assertThat(association.accept().information().identityAnswer()).isNotNull();
            }
            assertThat(wrong).isEqualTo(new Opening.Rejected(Rejection.NO_REASON));
            assertThat(CLIENT.open(server.entity(), echo)).isEqualTo(wrong);
            assertThat(UserIdentity.ofPasscode("ada", "secret").toString())
                    .doesNotContain("ada")
                    .doesNotContain("secret");
        }
    }

    @Test
    void a_peer_that_is_not_there_is_a_failed_opening() throws Exception {
        RemoteEntity nobody;
        try (TestServer server = new TestServer(Services.ECHO)) {
            nobody = server.entity();
        }
        assertThat(CLIENT.open(nobody, Proposal.EMPTY.echo())).isInstanceOf(Opening.Failed.class);
    }

    @Test
    void a_server_that_closes_ends_its_associations() throws Exception {
        TestServer server = new TestServer(Services.ECHO);
        Association association = CLIENT.open(server.entity(), Proposal.EMPTY.echo()).orThrow();
        assertThat(association.echo().isSuccess()).isTrue();

        server.close();

        assertThatThrownBy(association::echo).isInstanceOf(IOException.class);
        assertThat(server.server().openAssociations()).isZero();
        association.close();
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(20, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void a_server_that_drains_answers_what_is_under_way_and_ends_what_waits() throws Exception {
        var object = TestData.Bytes.of(1, 100_000);
        var isTaken = new CountDownLatch(1);
        var mayAnswer = new CountDownLatch(1);
        StoreService slow =
                (_, dataset) -> {
                    dataset.transferTo(OutputStream.nullOutputStream());
                    isTaken.countDown();
                    await(mayAnswer);
                    return Answer.SUCCESS;
                };
        TestServer server = new TestServer(Services.ECHO.withStore(slow));
        Proposal proposal = Proposal.EMPTY.echo().store(List.of(object));
        try (Association busy = CLIENT.open(server.entity(), proposal).orThrow();
                Association idle = CLIENT.open(server.entity(), proposal).orThrow();
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            assertThat(idle.echo().isSuccess()).isTrue();
            Future<Answer> answer = threads.submit(() -> busy.store(object));
            await(isTaken);

            threads.execute(() -> server.server().drain(Duration.ofSeconds(20)));
            assertThat(server.nextReport().end()).isInstanceOf(AssociationEnd.Closed.class);
            mayAnswer.countDown();

            assertThat(answer.get()).isEqualTo(Answer.SUCCESS);
            assertThat(server.nextReport().messages()).isEqualTo(1);
            assertThatThrownBy(idle::echo).isInstanceOf(IOException.class);
            assertThatThrownBy(busy::echo).isInstanceOf(IOException.class);
        }
        server.close();
    }

    @Test
    void what_a_move_was_for_is_told() throws Exception {
        var object = TestData.Bytes.of(1, 10);
        List<StoreRequest> requests = new ArrayList<>();
        StoreService service =
                (request, _) -> {
                    requests.add(request);
                    return Answer.SUCCESS;
                };
        try (TestServer server = new TestServer(Services.ECHO.withStore(service));
                Association association =
                        CLIENT.open(server.entity(), Proposal.EMPTY.store(List.of(object)))
                                .orThrow()) {
            assertThat(association.store(object, new AeTitle("ASKER"), 7).isSuccess()).isTrue();
            assertThat(association.store(object).isSuccess()).isTrue();
        }
        assertThat(requests.get(0).moveOriginator()).contains(new AeTitle("ASKER"));
        assertThat(requests.get(0).moveOriginatorId()).hasValue(7);
        assertThat(requests.get(1).moveOriginator()).isEqualTo(Optional.empty());
        assertThat(requests.get(1).association().calling()).isEqualTo(new AeTitle("SENDER"));
    }

    @Test
    void an_object_larger_than_the_heap_goes_through() throws Exception {
        var object = new TestData.Zeros(new Uid("2.25.5"), Runtime.getRuntime().maxMemory() + 1);
        List<Long> lengths = new ArrayList<>();
        StoreService count =
                (_, dataset) -> {
                    lengths.add(dataset.transferTo(OutputStream.nullOutputStream()));
                    return Answer.SUCCESS;
                };
        try (TestServer server = new TestServer(Services.ECHO.withStore(count));
                Association association =
                        CLIENT.open(server.entity(), Proposal.EMPTY.store(List.of(object)))
                                .orThrow()) {
            assertThat(association.store(object).isSuccess()).isTrue();
        }
        assertThat(lengths).containsExactly(object.length());
    }

    @Test
    void a_special_form_of_an_object_is_taken_when_the_sender_says_what_it_is() throws Exception {
        Uid special = new Uid("1.2.840.10008.5.1.4.1.1.2.999");
        var kin =
                new CommonExtendedNegotiation(
                        special, new Uid("1.2.840.10008.4.2"), List.of(TestData.CT));
        Proposal unknown = Proposal.EMPTY.store(special, TransferSyntax.EXPLICIT_LITTLE.uid());
        try (TestServer server = new TestServer(keeping());
                Association without = CLIENT.open(server.entity(), unknown).orThrow();
                Association with =
                        CLIENT.open(server.entity(), unknown.commonExtended(kin)).orThrow()) {
            assertThat(without.contexts()).isEmpty();
            assertThat(with.contexts())
                    .extracting(PresentationContext::abstractSyntax)
                    .containsExactly(special);
        }
    }

    @Test
    void private_objects_are_taken_only_where_that_is_wanted() throws Exception {
        Uid ours = new Uid("1.2.3.4");
        Proposal proposal =
                Proposal.EMPTY
                        .store(ours, TransferSyntax.EXPLICIT_LITTLE.uid())
                        .store(TestData.CT, new Uid("1.2.3.5"), TransferSyntax.RLE_LOSSLESS.uid())
                        .context(QueryModel.STUDY_ROOT.find(), List.of(new Uid("1.2.3.5")));
        Services all =
                keeping().withStorage(StorageClasses.standardAndUnknown(), TransferSyntaxes.ANY);
        Services plain =
                keeping()
                        .withStorage(
                                StorageClasses.only(Set.of(TestData.CT)),
                                TransferSyntaxes.UNCOMPRESSED);
        try (TestServer lenient = new TestServer(all);
                TestServer strict = new TestServer(plain);
                Association first = CLIENT.open(lenient.entity(), proposal).orThrow();
                Association second = CLIENT.open(strict.entity(), proposal).orThrow()) {
            assertThat(first.contexts())
                    .extracting(c -> c.transferSyntax().uid().value())
                    .containsExactly(TransferSyntax.EXPLICIT_LITTLE.uid().value(), "1.2.3.5");
            assertThat(second.accept().contexts())
                    .extracting(c -> c.result().name())
                    .containsExactly(
                            "ABSTRACT_SYNTAX_NOT_SUPPORTED",
                            "TRANSFER_SYNTAXES_NOT_SUPPORTED",
                            "ABSTRACT_SYNTAX_NOT_SUPPORTED");
        }
    }
}
