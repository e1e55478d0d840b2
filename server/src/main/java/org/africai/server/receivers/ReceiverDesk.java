package org.africai.server.receivers;

import java.net.InetAddress;
import java.util.Optional;
import org.africai.server.access.Caller;
import org.africai.server.accounts.Account;
import org.africai.server.accounts.Accounts;
import org.africai.server.accounts.Authentication;
import org.africai.server.accounts.Verdict;
import org.africai.server.intake.RoutingRules;
import org.africai.server.site.SiteProperties;
import org.africai.server.site.SiteSettings;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Decides whom a receiver serves, and as whom.
public final class ReceiverDesk {
    private static final Logger LOG = LoggerFactory.getLogger(ReceiverDesk.class);

    private final ReceiverTable table;
    private final Accounts accounts;
    private final Authentication authentication;
    private final SiteSettings site;

    public ReceiverDesk(
            ReceiverTable table,
            Accounts accounts,
            Authentication authentication,
            SiteSettings site) {
        this.table = table;
        this.accounts = accounts;
        this.authentication = authentication;
        this.site = site;
    }

    /// Somebody who calls.
    ///
    /// @param port where
    /// @param called whom
    /// @param calling who says to call
    /// @param from the address the call comes from
    /// @param proof name and secret that came with it, absent when none did
    public record Call(
            int port, String called, String calling, InetAddress from, @Nullable Proof proof) {}

    /// Name and secret; a password or an alias token. The text form holds neither.
    public record Proof(String name, String secret) {
        @Override
        public String toString() {
            return "a name and a secret";
        }
    }

    /// What a caller gets.
    public sealed interface Answer {
        /// It is served.
        ///
        /// @param caller as whom
        /// @param rules what is asked before the common rules of routing
        record Welcome(Receiver receiver, Caller caller, RoutingRules rules) implements Answer {}

        /// Nobody of that name is here.
        record Unknown() implements Answer {}

        /// The receiver does not know the caller.
        record NotListed() implements Answer {}

        /// The caller did not prove who it is, or the account may not be used.
        record NotLoggedIn() implements Answer {}

        /// It may try again later.
        record TooSoon() implements Answer {}
    }

    public Answer admit(Call call) {
        Optional<Receiver> found =
                table.all().stream().filter(one -> isCalled(one.setup(), call)).findFirst();
        if (found.isEmpty()) {
            return new Answer.Unknown();
        }
        Setup setup = found.get().setup();
        if (setup.isGuarded()
                && !new Whitelist(setup.whitelist()).admits(call.calling(), call.from())) {
            return new Answer.NotListed();
        }
        return call.proof() == null
                ? withoutProof(found.get())
                : proven(found.get(), call.proof(), call.from());
    }

    private static boolean isCalled(Setup setup, Call call) {
        return setup.isEnabled()
                && setup.port() == call.port()
                && setup.title().equals(call.called());
    }

    private Answer proven(Receiver receiver, Proof proof, InetAddress from) {
        return switch (authentication.check(proof.name(), proof.secret(), from)) {
            case Verdict.Right right -> welcome(receiver, right.account());
            case Verdict.Wrong _ -> new Answer.NotLoggedIn();
            case Verdict.TooSoon _ -> new Answer.TooSoon();
        };
    }

    private Answer withoutProof(Receiver receiver) {
        if (receiver.setup().needsIdentity()) {
            return new Answer.NotLoggedIn();
        }
        String login =
                receiver.setup().login() == null
                        ? site.get(SiteProperties.RECEIVED_FILE_USER)
                        : receiver.setup().login();
        Optional<Account> account = accounts.named(login).filter(Account::mayLogIn);
        if (account.isEmpty()) {
            LOG.warn("receiver has no usable account receiver={}", receiver.label());
            return new Answer.NotLoggedIn();
        }
        return welcome(receiver, account.get());
    }

    private static Answer welcome(Receiver receiver, Account account) {
        Setup setup = receiver.setup();
        RoutingRules rules =
                setup.isRouted() ? RoutingRules.parse(setup.routing()) : RoutingRules.NONE;
        return new Answer.Welcome(receiver, account.caller(), rules);
    }
}
