package org.africai.dimse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import org.africai.dicom.Uid;
import org.africai.dicom.dict.KnownUid;
import org.africai.dicom.encoding.TransferSyntax;
import org.africai.dimse.ul.Abort;
import org.africai.dimse.ul.AeTitle;
import org.africai.dimse.ul.NetworkLimits;
import org.africai.dimse.ul.Octets;
import org.africai.dimse.ul.Rejection;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ValuesTest {
    @ParameterizedTest
    @CsvSource({
        "0000, SUCCESS", "FF00, PENDING", "FF01, PENDING", "FE00, CANCEL", "B000, WARNING",
        "B006, WARNING", "0107, WARNING", "0110, FAILURE", "0122, FAILURE", "A700, FAILURE",
        "A9FF, FAILURE", "C000, FAILURE", "FF02, FAILURE", "1234, FAILURE",
    })
    void a_status_is_of_a_kind_and_is_written_as_the_standard_does(String hex, Status.Kind kind) {
        Status status = new Status(Integer.parseInt(hex, 16));
        assertThat(status.kind()).isEqualTo(kind);
        assertThat(status.toString()).isEqualTo(hex);
    }

    @Test
    void a_comment_is_short_and_plain() {
        assertThat(new Answer(Status.SUCCESS, "x".repeat(100)).comment()).hasSize(64);
        assertThat(new Answer(Status.SUCCESS, "Müll\\er\n\t[ok]~").comment())
                .isEqualTo("M?ll?er??[ok]~");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "   ", "12345678901234567", "A\\B", "A\nB", "Ä"})
    void what_is_no_title_is_refused(String text) {
        assertThat(AeTitle.isValid(text)).isFalse();
        assertThatThrownBy(() -> new AeTitle(text)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void spaces_around_a_title_do_not_count() {
        assertThat(new AeTitle(" STORE SCP  ")).isEqualTo(new AeTitle("STORE SCP"));
    }

    @Test
    void a_preference_chooses_and_implicit_vr_comes_last() {
        Uid implicit = TransferSyntax.IMPLICIT_LITTLE.uid();
        Uid explicit = TransferSyntax.EXPLICIT_LITTLE.uid();
        Uid rle = TransferSyntax.RLE_LOSSLESS.uid();
        Uid unknown = new Uid("1.2.3");

        assertThat(TransferSyntaxes.ANY.choose(List.of(implicit, rle, explicit)))
                .contains(explicit);
        assertThat(TransferSyntaxes.ANY.choose(List.of(implicit, unknown))).contains(unknown);
        assertThat(TransferSyntaxes.ANY.choose(List.of(implicit))).contains(implicit);
        assertThat(TransferSyntaxes.ANY.choose(List.of())).isEmpty();
        assertThat(TransferSyntaxes.UNCOMPRESSED.choose(List.of(rle, implicit))).contains(implicit);
        assertThat(TransferSyntaxes.UNCOMPRESSED.choose(List.of(rle))).isEmpty();
    }

    @Test
    void objects_are_told_from_services() {
        var standard = StorageClasses.standard();
        assertThat(
                        List.of(
                                KnownUid.CTImageStorage,
                                new Uid("1.2.840.10008.5.1.4.38.1"),
                                new Uid("1.2.840.10008.5.1.1.29")))
                .allMatch(standard);
        assertThat(
                        List.of(
                                KnownUid.Verification,
                                KnownUid.StorageCommitmentPushModel,
                                QueryModel.STUDY_ROOT.find(),
                                new Uid("1.2.840.10008.1.3.10"),
                                new Uid("1.2.840.10008.5.1.4.1.1.201.1.1"),
                                new Uid("1.2.840.10008.5.1.4.1.1.9999"),
                                new Uid("1.2.3")))
                .noneMatch(standard);
        var more = StorageClasses.standardAndUnknown();
        assertThat(List.of(new Uid("1.2.840.10008.5.1.4.1.1.9999"), new Uid("1.2.3")))
                .allMatch(more);
        assertThat(List.of(KnownUid.Verification, QueryModel.STUDY_ROOT.find())).noneMatch(more);
    }

    @Test
    void places_are_counted_in_all_and_by_address() throws Exception {
        InetAddress one = InetAddress.getByName("10.0.0.1");
        InetAddress two = InetAddress.getByName("10.0.0.2");
        Places places = new Places(3, 2);

        assertThat(places.take(one)).isEqualTo(Places.Place.TO_SERVE);
        assertThat(places.take(one)).isEqualTo(Places.Place.TO_SERVE);
        assertThat(places.take(one)).isEqualTo(Places.Place.TO_REJECT);
        assertThat(places.take(two)).isEqualTo(Places.Place.TO_REJECT);
        assertThat(places.take(one)).isEqualTo(Places.Place.TO_REJECT);
        assertThat(places.take(one)).isEqualTo(Places.Place.NONE);
        assertThat(places.take(two)).isEqualTo(Places.Place.TO_REJECT);
        assertThat(places.take(two)).isEqualTo(Places.Place.NONE);

        for (int i = 0; i < 4; i++) {
            places.release(one);
        }
        assertThat(places.taken()).isEqualTo(2);
        assertThat(places.take(one)).isEqualTo(Places.Place.TO_SERVE);
    }

    @Test
    void limits_that_make_no_sense_are_refused() {
        var limits = NetworkLimits.DEFAULT;
        assertThatThrownBy(() -> limits.withAssociations(0, 1)).hasMessageContaining("assoc");
        assertThatThrownBy(() -> limits.withPduBytes(100)).hasMessageContaining("pdu-bytes");
        assertThatThrownBy(() -> limits.withOperations(0)).hasMessageContaining("operations");
        assertThatThrownBy(() -> limits.withLengths(1, 1, 1)).hasMessageContaining("command");
        assertThatThrownBy(() ->
                        limits.withTimes(
                                Duration.ZERO, Duration.ofSeconds(1), Duration.ofSeconds(1)))
                .hasMessageContaining("artim");
    }

    @Test
    void what_may_be_a_secret_is_not_told() {
        assertThat(Octets.of("secret").toString()).isEqualTo("6 bytes");
        assertThat(Octets.of("a")).isEqualTo(Octets.of((byte) 'a')).isNotEqualTo(Octets.NONE);
    }

    @Test
    void reasons_have_words() {
        assertThat(Rejection.CALLED_AE_NOT_RECOGNIZED)
                .hasToString("permanent 1-7 (called AE title not recognized)");
        assertThat(Rejection.LOCAL_LIMIT_EXCEEDED)
                .hasToString("transient 3-2 (local limit exceeded)");
        assertThat(Abort.UNEXPECTED_PDU).hasToString("2-2 (unexpected PDU)");
        assertThat(Abort.BY_USER).hasToString("0-0 (by the application)");
    }

    @Test
    void a_proposal_has_room_for_128_contexts() {
        Proposal proposal = Proposal.EMPTY;
        for (int i = 0; i < 128; i++) {
            proposal = proposal.store(new Uid("1.2." + i), TransferSyntax.RLE_LOSSLESS.uid());
        }
        Proposal full = proposal;
        AeTitle title = new AeTitle("A");
        assertThat(full.toRequest(title, title, 16384).contexts()).hasSize(128);
        assertThatThrownBy(() -> full.echo().toRequest(title, title, 16384))
                .hasMessageContaining("129 presentation contexts");
        assertThatThrownBy(() -> Proposal.EMPTY.toRequest(title, title, 16384))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
