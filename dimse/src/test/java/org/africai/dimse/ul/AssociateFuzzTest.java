package org.africai.dimse.ul;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.Arrays;

/// Any content of a request and of an answer: see `ConversationFuzzTest` for how to fuzz.
class AssociateFuzzTest {
    @FuzzTest(maxDuration = "5m")
    void any_request_is_read_or_refused(FuzzedDataProvider data) throws BadPdu, RefusedRequest {
        AssociationRequest request;
        try {
            request = AssociateReader.request(data.consumeRemainingAsBytes());
        } catch (BadPdu | RefusedRequest e) {
            assertThat(e.getMessage()).isNotEmpty();
            return;
        }
        byte[] written = AssociateWriter.request(request);
        assertThat(AssociateReader.request(content(written))).isEqualTo(request);
    }

    @FuzzTest(maxDuration = "5m")
    void any_answer_is_read_or_refused(FuzzedDataProvider data) throws BadPdu {
        AssociationAccept accept;
        try {
            accept = AssociateReader.accept(data.consumeRemainingAsBytes());
        } catch (BadPdu e) {
            assertThat(e.what()).isNotEmpty();
            return;
        }
        byte[] written = AssociateWriter.accept(RawPeer.request(), accept);
        assertThat(AssociateReader.accept(content(written))).isEqualTo(accept);
    }

    private static byte[] content(byte[] pdu) {
        return Arrays.copyOfRange(pdu, PduType.HEADER_BYTES, pdu.length);
    }
}
