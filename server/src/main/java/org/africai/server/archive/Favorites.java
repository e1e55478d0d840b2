package org.africai.server.archive;

import java.util.List;
import org.africai.server.access.Access;
import org.africai.server.access.Caller;
import org.africai.server.access.Right;
import org.africai.server.access.Scope;
import org.africai.server.db.Changes;
import org.africai.server.http.Refusal;

/// The projects that people keep at hand. Everybody has their own.
public final class Favorites {
    private static final int MAX_OF_ACCOUNT = 1_000;

    private final Access access;
    private final Locator locator;
    private final Changes changes;
    private final FavoriteTable table;

    Favorites(Archive.Ground ground, FavoriteTable table) {
        this.access = ground.access();
        this.locator = ground.locator();
        this.changes = ground.changes();
        this.table = table;
    }

    /// The IDs of the caller's favourites that they may still see.
    public List<String> list(Caller caller) {
        Scope scope = access.scope(caller, Right.SEE);
        return table.of(account(caller), scope);
    }

    /// Makes a project one of them; it may be one already.
    public void add(Caller caller, String project) {
        long account = account(caller);
        changes.run(() -> {
            long key = locator.project(caller, Right.SEE, project).key();
            table.insert(account, key);
            if (table.count(account) > MAX_OF_ACCOUNT) {
                throw Refusal.conflict("You have " + MAX_OF_ACCOUNT + " favourites; that is all.");
            }
        });
    }

    /// Makes a project none of them; it may be none already.
    public void remove(Caller caller, String project) {
        long account = account(caller);
        table.delete(account, locator.project(caller, Right.SEE, project).key());
    }

    /// Whether a project is one of them.
    public boolean has(Caller caller, String project) {
        return list(caller).contains(locator.project(caller, Right.SEE, project).id());
    }

    private long account(Caller caller) {
        access.requireLogin(caller);
        if (caller.account() == null) {
            throw Refusal.forbidden("Only somebody with an account has favourites.");
        }
        return caller.account();
    }
}
