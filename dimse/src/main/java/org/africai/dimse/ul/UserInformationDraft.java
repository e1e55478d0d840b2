package org.africai.dimse.ul;

import java.util.ArrayList;
import java.util.List;
import org.africai.dicom.Uid;
import org.jspecify.annotations.Nullable;

/// User information that is being put together. It begins as that of a peer that tells nothing.
final class UserInformationDraft {
    /// A peer that does not say who it is.
    static final Uid NOBODY = new Uid("0");

    long maxPduBytes;
    Uid implementationClass = NOBODY;
    String implementationVersion = "";
    @Nullable AsyncWindow window;
    List<RoleSelection> roles = new ArrayList<>();
    List<ExtendedNegotiation> extended = new ArrayList<>();
    List<CommonExtendedNegotiation> commonExtended = new ArrayList<>();
    @Nullable UserIdentity identity;
    @Nullable Octets identityAnswer;

    UserInformationDraft() {}

    UserInformationDraft(UserInformation from) {
        maxPduBytes = from.maxPduBytes();
        implementationClass = from.implementationClass();
        implementationVersion = from.implementationVersion();
        window = from.window();
        roles = from.roles();
        extended = from.extended();
        commonExtended = from.commonExtended();
        identity = from.identity();
        identityAnswer = from.identityAnswer();
    }

    UserInformation toInformation() {
        return new UserInformation(
                maxPduBytes,
                implementationClass,
                implementationVersion,
                window,
                roles,
                extended,
                commonExtended,
                identity,
                identityAnswer);
    }
}
