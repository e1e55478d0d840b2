package org.africai.dimse.ul;

import java.util.List;
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
        return new UserInformation(
                maxPduBytes,
                IMPLEMENTATION_CLASS,
                IMPLEMENTATION_VERSION,
                null,
                List.of(),
                List.of(),
                List.of(),
                null,
                null);
    }

    public UserInformation withWindow(@Nullable AsyncWindow window) {
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

    public UserInformation withRoles(List<RoleSelection> roles) {
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

    public UserInformation withExtended(List<ExtendedNegotiation> extended) {
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

    public UserInformation withCommonExtended(List<CommonExtendedNegotiation> commonExtended) {
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

    public UserInformation withIdentity(@Nullable UserIdentity identity) {
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

    public UserInformation withIdentityAnswer(@Nullable Octets identityAnswer) {
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

    /// The window that holds: what was told, or one operation after the other.
    public AsyncWindow windowOrSynchronous() {
        return window == null ? AsyncWindow.SYNCHRONOUS : window;
    }
}
