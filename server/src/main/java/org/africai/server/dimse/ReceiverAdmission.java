package org.africai.server.dimse;

import java.net.InetSocketAddress;
import java.security.cert.X509Certificate;
import java.util.List;
import org.africai.dimse.Admission;
import org.africai.dimse.ul.AssociationRequest;
import org.africai.dimse.ul.Rejection;
import org.africai.dimse.ul.UserIdentity;
import org.africai.server.db.DatabaseDown;
import org.africai.server.http.Refusal;
import org.africai.server.receivers.ReceiverDesk.Answer;
import org.africai.server.receivers.ReceiverDesk.Call;
import org.africai.server.receivers.ReceiverDesk.Proof;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Asks the receivers of a port whether somebody gets in.
final class ReceiverAdmission implements Admission {
    private static final Logger LOG = LoggerFactory.getLogger(ReceiverAdmission.class);

    private final int port;
    private final DimseServices services;

    ReceiverAdmission(int port, DimseServices services) {
        this.port = port;
        this.services = services;
    }

    @Override
    public Verdict decide(
            AssociationRequest request,
            InetSocketAddress remote,
            List<X509Certificate> certificates) {
        try {
            var call =
                    new Call(
                            port,
                            request.called().value(),
                            request.calling().value(),
                            remote.getAddress(),
                            proof(request.information().identity()));
            return verdict(services.desk().admit(call), call);
        } catch (Refusal refusal) {
            LOG.warn("receiver cannot be used port={} reason={}", port, refusal.reason());
            return new Verdict.Refused(Rejection.NO_REASON);
        } catch (RuntimeException failure) {
            if (DatabaseDown.in(failure).isEmpty()) {
                throw failure;
            }
            LOG.warn("rejected for want of the database port={}", port);
            return new Verdict.Refused(Rejection.TEMPORARY_CONGESTION);
        }
    }

    private Verdict verdict(Answer answer, Call call) {
        return switch (answer) {
            case Answer.Welcome welcome ->
                    Verdict.admit(
                            services.of(
                                    welcome, call.calling() + "@" + call.from().getHostAddress()));
            case Answer.Unknown _ -> new Verdict.Refused(Rejection.CALLED_AE_NOT_RECOGNIZED);
            case Answer.NotListed _ -> new Verdict.Refused(Rejection.CALLING_AE_NOT_RECOGNIZED);
            case Answer.NotLoggedIn _ -> new Verdict.Refused(Rejection.NO_REASON);
            case Answer.TooSoon _ -> new Verdict.Refused(Rejection.TEMPORARY_CONGESTION);
        };
    }

    /// Names without a secret prove nothing, and of tickets and tokens none is known here.
    private static @Nullable Proof proof(@Nullable UserIdentity identity) {
        if (identity == null || identity.type() != UserIdentity.Type.USERNAME_PASSCODE) {
            return null;
        }
        return new Proof(identity.primary().toText(), identity.secondary().toText());
    }
}
