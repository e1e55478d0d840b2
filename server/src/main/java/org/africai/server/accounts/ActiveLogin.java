package org.africai.server.accounts;

import org.africai.server.access.Caller;
import org.jspecify.annotations.Nullable;

/// A login that has not ended.
///
/// @param account whose it is, absent for a guest's
/// @param alias the alias token it was opened with, if any
public record ActiveLogin(@Nullable Account account, @Nullable String alias) {
    public Caller caller() {
        return account == null ? Caller.GUEST : account.caller();
    }
}
