package org.africai.server.accounts;

/// A token with its secret, which is told this once and never again.
public record IssuedToken(AliasToken token, String secret) {
    @Override
    public String toString() {
        return "IssuedToken[" + token.alias() + ", ***]";
    }
}
