package org.africai.dimse.ul;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.africai.dicom.Uid;
import org.africai.dicom.dict.KnownUid;
import org.africai.dicom.encoding.TransferSyntax;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class AssociateCodecTest {
    /// PS3.8 Table 9-11 and PS3.7 Annex D.3.3 by hand: one context, each kind of user information.
    private static final String REQUEST =
            """
            01 00 000000f3
            0001 0000
            41524348495645202020202020202020
            5343414e4e4552202020202020202020
            0000000000000000000000000000000000000000000000000000000000000000
            10 00 0015 312e322e3834302e31303030382e332e312e312e31
            20 00 002e 01 00 00 00
             30 00 0011 312e322e3834302e31303030382e312e31
             40 00 0011 312e322e3834302e31303030382e312e32
            50 00 0060
             51 00 0004 00004000
             52 00 0005 312e322e33
             53 00 0004 0003 0002
             54 00 0007 0003 312e32 01 00
             55 00 0002 5631
             56 00 0008 0003 312e32 010001
             57 00 0012 0003 312e32 0003 312e33 0006 0001 31 0001 32
             58 00 0010 02 01 0003 616461 0007 73656372657421
            """;

    private static byte[] content(String hex) {
        byte[] pdu = RawPeer.bytes(hex.replace("\n", ""));
        return Arrays.copyOfRange(pdu, PduType.HEADER_BYTES, pdu.length);
    }

    private static AssociationRequest byHand() {
        UserInformation information =
                new UserInformation(
                        16384,
                        new Uid("1.2.3"),
                        "V1",
                        new AsyncWindow(3, 2),
                        List.of(new RoleSelection(new Uid("1.2"), true, false)),
                        List.of(
                                new ExtendedNegotiation(
                                        new Uid("1.2"), Octets.of((byte) 1, (byte) 0, (byte) 1))),
                        List.of(
                                new CommonExtendedNegotiation(
                                        new Uid("1.2"),
                                        new Uid("1.3"),
                                        List.of(new Uid("1"), new Uid("2")))),
                        UserIdentity.ofPasscode("ada", "secret!"),
                        null);
        return new AssociationRequest(
                new AeTitle("ARCHIVE"),
                new AeTitle("SCANNER"),
                List.of(
                        new ProposedContext(
                                1,
                                KnownUid.Verification,
                                List.of(TransferSyntax.IMPLICIT_LITTLE.uid()))),
                information);
    }

    @Test
    void a_request_written_by_hand_is_the_one_we_write() {
        byte[] written = AssociateWriter.request(byHand());
        assertThat(HexFormat.of().formatHex(written)).isEqualTo(REQUEST.replaceAll("\\s", ""));
    }

    @Test
    void a_request_written_by_hand_is_read() throws Exception {
        assertThat(AssociateReader.request(content(REQUEST))).isEqualTo(byHand());
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void what_is_written_is_read_as_it_was(long seed) throws Exception {
        AssociationRequest request = request(new Random(seed));
        byte[] pdu = AssociateWriter.request(request);
        byte[] content = Arrays.copyOfRange(pdu, PduType.HEADER_BYTES, pdu.length);

        assertThat(AssociateReader.request(content)).isEqualTo(request);

        AssociationAccept accept = accept(request, new Random(seed));
        byte[] answer = AssociateWriter.accept(request, accept);
        assertThat(
                        AssociateReader.accept(
                                Arrays.copyOfRange(answer, PduType.HEADER_BYTES, answer.length)))
                .isEqualTo(accept);
    }

    /// Whatever the bytes are cut to, they are refused and never read beyond.
    @Test
    void a_request_that_is_cut_short_is_refused() {
        byte[] whole = content(REQUEST);
        for (int length = 0; length < whole.length; length++) {
            byte[] cut = Arrays.copyOf(whole, length);
            try {
                // A cut between items leaves out items that need not be there.
                assertThat(AssociateReader.request(cut).contexts()).hasSize(1);
            } catch (BadPdu | RefusedRequest e) {
                assertThat(e).hasMessageNotContaining("ada");
            }
        }
    }

    static List<Long> seeds() {
        return new Random(1).longs(50).boxed().toList();
    }

    private static AssociationRequest request(Random random) {
        List<ProposedContext> contexts = new ArrayList<>();
        int count = 1 + random.nextInt(ProposedContext.MOST);
        for (int i = 0; i < count; i++) {
            contexts.add(new ProposedContext(2 * i + 1, uid(random), uids(random, 5)));
        }
        return new AssociationRequest(title(random), title(random), contexts, user(random));
    }

    private static AssociationAccept accept(AssociationRequest request, Random random) {
        AnsweredContext.Result[] results = AnsweredContext.Result.values();
        return new AssociationAccept(
                request.contexts().stream()
                        .map(c ->
                                new AnsweredContext(
                                        c.id(),
                                        results[random.nextInt(results.length)],
                                        uid(random)))
                        .toList(),
                user(random).withIdentity(null).withIdentityAnswer(octets(random)));
    }

    private static UserInformation user(Random random) {
        List<RoleSelection> roles = new ArrayList<>();
        List<ExtendedNegotiation> extended = new ArrayList<>();
        List<CommonExtendedNegotiation> common = new ArrayList<>();
        for (int i = random.nextInt(4); i > 0; i--) {
            roles.add(new RoleSelection(uid(random), random.nextBoolean(), random.nextBoolean()));
            extended.add(new ExtendedNegotiation(uid(random), octets(random)));
            common.add(new CommonExtendedNegotiation(uid(random), uid(random), uids(random, 3)));
        }
        UserIdentity.Type[] types = UserIdentity.Type.values();
        return new UserInformation(
                random.nextLong(1L << 32),
                uid(random),
                random.nextBoolean() ? "" : "VERSION",
                random.nextBoolean()
                        ? null
                        : new AsyncWindow(random.nextInt(0x10000), random.nextInt(0x10000)),
                roles,
                extended,
                common,
                random.nextBoolean()
                        ? null
                        : new UserIdentity(
                                types[random.nextInt(types.length)],
                                random.nextBoolean(),
                                octets(random),
                                octets(random)),
                null);
    }

    private static Octets octets(Random random) {
        byte[] bytes = new byte[random.nextInt(300)];
        random.nextBytes(bytes);
        return Octets.of(bytes);
    }

    private static List<Uid> uids(Random random, int most) {
        List<Uid> uids = new ArrayList<>();
        for (int i = random.nextInt(most); i > 0; i--) {
            uids.add(uid(random));
        }
        return uids;
    }

    private static Uid uid(Random random) {
        return new Uid("1.2." + random.nextInt(Integer.MAX_VALUE));
    }

    private static AeTitle title(Random random) {
        return new AeTitle("AE " + random.nextInt(1_000_000));
    }

    @ParameterizedTest
    @CsvSource({
        "2000 000c 01000000 3000 0004 312e32, an item wants 12 bytes",
        "2000 0004 01000000, without abstract syntax",
        "2000 000b 02000000 3000 0003 312e32, presentation context 2",
        "2000 000b 00000000 3000 0003 312e32, presentation context 0",
        "2000 000b 01000000 3000 0003 312e78, an identifier of 3 bytes is none",
        "2000 000b 01000000 3000 0003 312e32 2000 000b 01000000 3000 0003 312e32, 1 twice",
        "'', without presentation contexts",
        "2000 000b 01000000 3000 0003 312e32 5000 0008 5400 0004 0009 312e, wants 9 bytes",
        "2000 000b 01000000 3000 0003 312e32 5000 000a 5800 0006 0900 0000 0000, of type 9",
    })
    void a_malformed_request_is_refused(String items, String what) {
        String start = REQUEST.substring(0, REQUEST.indexOf("20 00 002e"));
        assertThatThrownBy(() -> AssociateReader.request(content(start + items)))
                .isInstanceOf(BadPdu.class)
                .hasMessageContaining(what);
    }

    @Test
    void who_speaks_another_protocol_or_has_no_name_is_rejected() {
        assertRejected(
                REQUEST.replace("0001 0000", "0002 0000"),
                Rejection.PROTOCOL_VERSION_NOT_SUPPORTED);
        assertRejected(
                REQUEST.replace("31303030382e332e312e312e31", "31303030382e332e312e312e32"),
                Rejection.APPLICATION_CONTEXT_NOT_SUPPORTED);
        assertRejected(
                REQUEST.replace("41524348495645", "20202020202020"),
                Rejection.CALLED_AE_NOT_RECOGNIZED);
        assertRejected(
                REQUEST.replace("5343414e4e4552", "53430a4e4e4552"),
                Rejection.CALLING_AE_NOT_RECOGNIZED);
    }

    private static void assertRejected(String request, Rejection expected) {
        assertThatThrownBy(() -> AssociateReader.request(content(request)))
                .isInstanceOfSatisfying(
                        RefusedRequest.class, e -> assertThat(e.rejection()).isEqualTo(expected));
    }

    @Test
    void a_transfer_syntax_that_is_no_identifier_is_left_out() throws Exception {
        String broken = REQUEST.replace("31303030382e312e32\n50", "31303030382e312e78\n50");
        assertThat(AssociateReader.request(content(broken)).contexts().getFirst())
                .extracting(ProposedContext::transferSyntaxes)
                .isEqualTo(List.of());
    }

    @Test
    void the_smaller_window_holds_and_0_is_the_greatest() {
        assertThat(new AsyncWindow(0, 5).atMost(new AsyncWindow(4, 0)))
                .isEqualTo(new AsyncWindow(4, 5));
        assertThat(new AsyncWindow(0, 2).atMost(new AsyncWindow(0, 1)))
                .isEqualTo(new AsyncWindow(0, 1));
    }

    /// Of ten bytes each, they would become a hundred bytes each.
    @Test
    void a_request_of_too_many_items_is_refused() {
        String start = REQUEST.substring(0, REQUEST.indexOf("20 00 002e"));
        String syntaxes = "4000 0001 31".repeat(8200);
        int length = 4 + 7 + 5 * 8200;
        String context =
                "2000 %s 01000000 3000 0003 312e32"
                        .replace("%s", HexFormat.of().toHexDigits((short) length));
        assertThatThrownBy(() -> AssociateReader.request(content(start + context + syntaxes)))
                .isInstanceOf(BadPdu.class)
                .hasMessageContaining("more than 8192 items");
    }

    @Test
    void a_request_of_too_many_roles_is_refused() {
        List<RoleSelection> roles =
                Collections.nCopies(257, new RoleSelection(new Uid("1.2"), true, false));
        AssociationRequest many =
                new AssociationRequest(
                        byHand().called(),
                        byHand().calling(),
                        byHand().contexts(),
                        byHand().information().withRoles(roles));
        byte[] pdu = AssociateWriter.request(many);
        byte[] content = Arrays.copyOfRange(pdu, PduType.HEADER_BYTES, pdu.length);
        assertThatThrownBy(() -> AssociateReader.request(content))
                .hasMessageContaining("more than 256 user items of a kind");
    }
}
