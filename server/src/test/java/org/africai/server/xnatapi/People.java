package org.africai.server.xnatapi;

import java.util.concurrent.atomic.AtomicInteger;
import org.africai.server.access.Caller;
import org.africai.server.accounts.Accounts;
import org.africai.server.accounts.LoginName;
import org.africai.server.accounts.Means;
import org.africai.server.accounts.NewAccount;
import org.africai.server.boot.TestClient;
import org.africai.server.boot.TestServer;

/// Accounts and projects of a test's own, with names that no other test uses.
final class People {
    static final String PASSWORD = "a few words in a row";

    private static final AtomicInteger NUMBER = new AtomicInteger();

    private People() {}

    /// A name that no other test uses.
    static String fresh(String stem) {
        return stem + NUMBER.incrementAndGet();
    }

    /// A new account.
    static TestClient user(TestServer server, String login) {
        server.get(Accounts.class)
                .create(
                        Caller.SYSTEM,
                        Means.PASSWORD,
                        NewAccount.enabled(new LoginName(login)),
                        PASSWORD);
        return server.as(login, PASSWORD);
    }

    /// A new account with a name of its own.
    static TestClient user(TestServer server) {
        return user(server, fresh("user"));
    }
}
