package org.africai.server.receivers;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.africai.server.access.Caller;
import org.africai.server.accounts.Account;
import org.africai.server.accounts.Accounts;
import org.africai.server.http.Refusal;
import org.africai.server.intake.WaitingObjects;
import org.africai.server.receivers.Commitment.NamedObject;
import org.africai.server.receivers.Commitment.NotKept;
import org.africai.server.receivers.Commitment.Why;
import org.africai.server.studies.Selection;
import org.africai.server.studies.StoredInstance;
import org.jspecify.annotations.Nullable;

/// Says which objects are kept for the eyes of an account.
public final class CommitmentJudge {
    private final Retrievals retrievals;
    private final WaitingObjects waiting;
    private final Accounts accounts;

    public CommitmentJudge(Retrievals retrievals, WaitingObjects waiting, Accounts accounts) {
        this.retrievals = retrievals;
        this.waiting = waiting;
        this.accounts = accounts;
    }

    /// What is to be told of a wish; empty as long as objects wait for the archive. To an account
    /// that may not log in any more nothing is known.
    ///
    /// @param isOverdue whether waiting has lasted long enough
    Optional<Commitment> judge(
            Receiver receiver,
            String login,
            String transaction,
            List<NamedObject> objects,
            boolean isOverdue) {
        Optional<Caller> caller =
                accounts.named(login).filter(Account::mayLogIn).map(Account::caller);
        Map<String, StoredInstance> stored =
                caller.map(one -> stored(one, receiver, objects)).orElse(Map.of());
        List<String> missing =
                objects.stream()
                        .map(NamedObject::sopUid)
                        .filter(uid -> !stored.containsKey(uid))
                        .toList();
        Set<String> pending =
                missing.isEmpty()
                        ? Set.of()
                        : caller.map(one -> waiting.among(one, missing)).orElse(Set.of());
        if (!pending.isEmpty() && !isOverdue) {
            return Optional.empty();
        }
        List<NamedObject> kept = new ArrayList<>();
        List<NotKept> failed = new ArrayList<>();
        for (NamedObject one : objects) {
            why(one, stored.get(one.sopUid()), pending)
                    .ifPresentOrElse(why -> failed.add(new NotKept(one, why)), () -> kept.add(one));
        }
        return Optional.of(new Commitment(transaction, kept, failed));
    }

    private static Optional<Why> why(
            NamedObject named, @Nullable StoredInstance stored, Set<String> pending) {
        if (stored == null) {
            return Optional.of(pending.contains(named.sopUid()) ? Why.STILL_WAITING : Why.UNKNOWN);
        }
        if (!stored.sopClass().equals(named.sopClass())) {
            return Optional.of(Why.OTHER_CLASS);
        }
        return stored.isDamaged() ? Optional.of(Why.DAMAGED) : Optional.empty();
    }

    /// What the archive has; nothing where the receiver's project is gone.
    private Map<String, StoredInstance> stored(
            Caller caller, Receiver receiver, List<NamedObject> objects) {
        List<String> uids = objects.stream().map(NamedObject::sopUid).distinct().toList();
        var selection = new Selection(List.of(), List.of(), List.of(), uids);
        try {
            return retrievals.list(caller, receiver, selection).stream()
                    .collect(Collectors.toMap(StoredInstance::sopUid, Function.identity()));
        } catch (Refusal hidden) {
            if (hidden.reason() == Refusal.Reason.NOT_FOUND) {
                return Map.of();
            }
            throw hidden;
        }
    }
}
