package org.africai.dimse.ul;

/// Who a requestor says it is (PS3.7 §D.3.3.7). The text form holds neither name nor secret.
///
/// @param type what the fields are
/// @param isResponseRequested whether an accepting peer shall answer that it understood
/// @param primary name, ticket, assertion or token
/// @param secondary the passcode of [Type#USERNAME_PASSCODE], else empty
public record UserIdentity(
        Type type, boolean isResponseRequested, Octets primary, Octets secondary) {
    /// Kinds of identity.
    public enum Type {
        USERNAME(1),
        USERNAME_PASSCODE(2),
        KERBEROS(3),
        SAML(4),
        JSON_WEB_TOKEN(5);

        private final int code;

        Type(int code) {
            this.code = code;
        }

        /// The number on the wire.
        int code() {
            return code;
        }
    }

    /// A name with a passcode, both sent in clear unless the connection is encrypted.
    public static UserIdentity ofPasscode(String name, String passcode) {
        return new UserIdentity(Type.USERNAME_PASSCODE, true, Octets.of(name), Octets.of(passcode));
    }
}
