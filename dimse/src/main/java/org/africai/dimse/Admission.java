package org.africai.dimse;

import java.net.InetSocketAddress;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Set;
import org.africai.dimse.ul.AeTitle;
import org.africai.dimse.ul.AssociationRequest;
import org.africai.dimse.ul.Octets;
import org.africai.dimse.ul.Rejection;
import org.jspecify.annotations.Nullable;

/// Decides who may have an association, and what for.
@FunctionalInterface
public interface Admission {
    /// Decides on one request. Called on the thread of the association; an exception rejects it.
    /// The identity of a user, when one is given, is in the information of the request: a wrong one
    /// must be rejected here.
    ///
    /// @param remote the address of the requestor
    /// @param certificates what it showed by TLS, its own first; else none
    Verdict decide(
            AssociationRequest request,
            InetSocketAddress remote,
            List<X509Certificate> certificates);

    /// What a requestor gets.
    sealed interface Verdict {
        /// It gets in.
        ///
        /// @param services what is done for it
        /// @param identityAnswer what it is told of its identity when it asked for an answer: a
        ///   ticket or token; `null` for nothing but that it was accepted
        record Admitted(Services services, @Nullable Octets identityAnswer) implements Verdict {}

        /// It does not.
        record Refused(Rejection why) implements Verdict {}

        static Verdict admit(Services services) {
            return new Admitted(services, null);
        }
    }

    /// Everybody who calls one of these titles gets the same; others are told that there is nobody
    /// of that name.
    static Admission forTitles(Set<AeTitle> titles, Services services) {
        Set<AeTitle> known = Set.copyOf(titles);
        return (request, _, _) ->
                known.contains(request.called())
                        ? Verdict.admit(services)
                        : new Verdict.Refused(Rejection.CALLED_AE_NOT_RECOGNIZED);
    }

    /// Everybody gets the same, whomever they call.
    static Admission open(Services services) {
        return (_, _, _) -> Verdict.admit(services);
    }
}
