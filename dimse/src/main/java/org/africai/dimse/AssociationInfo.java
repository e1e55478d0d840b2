package org.africai.dimse;

import java.net.InetSocketAddress;
import java.security.cert.X509Certificate;
import java.util.List;
import org.africai.dimse.ul.AeTitle;
import org.africai.dimse.ul.Link;
import org.africai.dimse.ul.UserInformation;

/// Who is at the other side of an association.
///
/// @param calling who asked for it
/// @param called who was asked
/// @param remote the address of the other side
/// @param certificates what the other side showed by TLS, its own first; else none
/// @param peer what its software tells of itself; the identity of a user is in it
public record AssociationInfo(
        AeTitle calling,
        AeTitle called,
        InetSocketAddress remote,
        List<X509Certificate> certificates,
        UserInformation peer) {
    public AssociationInfo {
        certificates = List.copyOf(certificates);
    }

    static AssociationInfo of(Link link) {
        return new AssociationInfo(
                link.request().calling(),
                link.request().called(),
                link.remote(),
                link.certificates(),
                link.peer());
    }
}
