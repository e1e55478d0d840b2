package org.africai.server.accounts;

import java.time.Instant;

/// A name and a secret that stand for an account for a while, to be handed to a program.
///
/// @param alias the name, shaped like a UUID
/// @param owner login of the account it stands for
public record AliasToken(String alias, String owner, Instant issuedAt, Instant expiresAt) {}
