package org.africai.dimse;

import org.africai.dimse.ul.AeTitle;
import org.africai.dimse.ul.AssociationEnd;
import org.africai.dimse.ul.AssociationEnded;
import org.africai.dimse.ul.Link;
import org.africai.dimse.ul.LinkOpener;
import org.africai.dimse.ul.NetworkLimits;

/// Opens associations to others. Immutable, and free of resources.
///
/// @param title who calls
/// @param limits what peers may ask of us, and how long we wait for them
public record DicomClient(AeTitle title, NetworkLimits limits) {
    /// With limits by default.
    public static DicomClient of(String title) {
        return new DicomClient(new AeTitle(title), NetworkLimits.DEFAULT);
    }

    /// Opens an association, on which the peer may ask for nothing but C-ECHO.
    ///
    /// @throws IllegalArgumentException when the proposal has no presentation contexts, or more
    ///   than 128
    public Opening open(RemoteEntity peer, Proposal proposal) {
        return open(peer, proposal, Services.ECHO);
    }

    /// Opens an association.
    ///
    /// @param services what the peer may ask for in turn while we wait for it, such as reports
    /// @throws IllegalArgumentException when the proposal has no presentation contexts, or more
    ///   than 128
    public Opening open(RemoteEntity peer, Proposal proposal, Services services) {
        var request = proposal.toRequest(peer.title(), title, limits.lengths().pdu());
        try {
            Link link = LinkOpener.request(peer.address(), peer.tls(), limits, request);
            return new Opening.Accepted(new Association(link, limits, services));
        } catch (AssociationEnded e) {
            return e.end() instanceof AssociationEnd.Rejected(var rejection)
                    ? new Opening.Rejected(rejection)
                    : new Opening.Failed(e.end());
        }
    }
}
