package org.africai.dimse.ul;

import java.util.List;
import java.util.function.Consumer;
import org.africai.dicom.Uid;
import org.jspecify.annotations.Nullable;

/// What both sides of an association tell of themselves (PS3.8 §9.3.2.3, PS3.7 Annex D.3.3).
///
/// @param maxPduBytes longest P-DATA content the sender takes; 0 is without limit
/// @param implementationClass what names the sender's software
/// @param implementationVersion its version, 16 characters at most; empty when not told
/// @param window operations that may be open at once; `null` when not told, which is one
/// @param identity who the requestor is; always `null` in an answer
/// @param identityAnswer what an acceptor answers to an identity; always `null` in a request
public record UserInformation(
        long maxPduBytes,
        Uid implementationClass,
        String implementationVersion,
        @Nullable AsyncWindow window,
        List<RoleSelection> roles,
        List<ExtendedNegotiation> extended,
        List<CommonExtendedNegotiation> commonExtended,
        @Nullable UserIdentity identity,
        @Nullable Octets identityAnswer) {
    /// What names this library.
    public static final Uid IMPLEMENTATION_CLASS =
            new Uid("2.25.221684087420863512736942610835524083212");

    /// Its version.
    public static final String IMPLEMENTATION_VERSION = "AFRICAI_DIMSE_1";

    static final int MOST_VERSION = 16;

    public UserInformation {
        roles = List.copyOf(roles);
        extended = List.copyOf(extended);
        commonExtended = List.copyOf(commonExtended);
    }

    /// This library, without any negotiation.
    ///
    /// @param maxPduBytes longest P-DATA content we take
    public static UserInformation ours(long maxPduBytes) {
        var draft = new UserInformationDraft();
        draft.maxPduBytes = maxPduBytes;
        draft.implementationClass = IMPLEMENTATION_CLASS;
        draft.implementationVersion = IMPLEMENTATION_VERSION;
        return draft.toInformation();
    }

    private UserInformation with(Consumer<UserInformationDraft> change) {
        var draft = new UserInformationDraft(this);
        change.accept(draft);
        return draft.toInformation();
    }

    public UserInformation withWindow(@Nullable AsyncWindow window) {
        return with(draft -> draft.window = window);
    }

    public UserInformation withRoles(List<RoleSelection> roles) {
        return with(draft -> draft.roles = roles);
    }

    public UserInformation withExtended(List<ExtendedNegotiation> extended) {
        return with(draft -> draft.extended = extended);
    }

    public UserInformation withCommonExtended(List<CommonExtendedNegotiation> commonExtended) {
        return with(draft -> draft.commonExtended = commonExtended);
    }

    public UserInformation withIdentity(@Nullable UserIdentity identity) {
        return with(draft -> draft.identity = identity);
    }

    public UserInformation withIdentityAnswer(@Nullable Octets identityAnswer) {
        return with(draft -> draft.identityAnswer = identityAnswer);
    }

    /// The window that holds: what was told, or one operation after the other.
    public AsyncWindow windowOrSynchronous() {
        return window == null ? AsyncWindow.SYNCHRONOUS : window;
    }
}
