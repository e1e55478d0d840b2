package org.africai.server.archive;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.africai.server.access.Access;
import org.africai.server.access.Caller;
import org.africai.server.access.MembershipTable;
import org.africai.server.access.Right;
import org.africai.server.access.Role;
import org.africai.server.audit.Audit;
import org.africai.server.audit.Audit.Action;
import org.africai.server.db.Changes;
import org.africai.server.http.Refusal;
import org.africai.server.http.Refusal.Reason;
import org.africai.server.mail.Mails;
import org.africai.server.site.SiteProperties;
import org.africai.server.site.SiteSettings;
import org.jspecify.annotations.Nullable;

/// How people get into projects that are not theirs: they ask and an owner answers, or an owner
/// invites and they answer.
///
/// An account that exists is invited as itself. An address that no account has is invited by a
/// code, which the owner hands on: this server sends no mail. Whoever logs in and has the code may
/// accept, for an address in an account proves nothing.
public final class AccessRequests {
    private static final int MAX_OWNERS_WRITTEN_TO = 20;
    private static final String KIND = "access_request";
    private static final int MAX_OPEN = 1_000;
    private static final int MAX_LISTED = 10_000;
    private static final int CODE_BYTES = 24;
    private static final int MAX_EMAIL_CHARACTERS = 255;
    private static final Pattern NUMBER = Pattern.compile("\\d{1,18}");
    private static final Pattern EMAIL =
            Pattern.compile("[^\\s\\p{Cntrl}@<>\",;:]+@[^\\s\\p{Cntrl}@<>\",;:]+");

    private final Access access;
    private final Locator locator;
    private final Changes changes;
    private final ProjectTable projects;
    private final MembershipTable memberships;
    private final MemberTable members;
    private final AccessRequestTable table;
    private final SiteSettings site;
    private final Mails mails;
    private final Audit audit;
    private final Clock clock;
    private final SecureRandom random;

    AccessRequests(
            Archive.Ground ground,
            MembershipTable memberships,
            MemberTable members,
            AccessRequestTable table,
            SiteSettings site,
            Mails mails,
            Clock clock,
            SecureRandom random) {
        this.access = ground.access();
        this.locator = ground.locator();
        this.changes = ground.changes();
        this.projects = ground.projects();
        this.audit = ground.audit();
        this.memberships = memberships;
        this.members = members;
        this.table = table;
        this.site = site;
        this.mails = mails;
        this.clock = clock;
        this.random = random;
    }

    /// Asks for a role in a project that the caller knows of.
    ///
    /// @return the request's number
    /// @throws Refusal when the caller has a role there, or has asked and waits for the answer
    public long ask(Caller caller, Address.OfProject address, Role role) {
        access.requireLogin(caller);
        requireInUse();
        long account = account(caller);
        return changes.run(() -> {
            Located found = locator.find(caller, Right.SEE, address);
            if (access.standing(caller, found.key()).isMember()) {
                throw Refusal.conflict("You have a role in " + found.inWords() + " already.");
            }
            requireRoom(found);
            long number =
                    table.insertRequest(found.key(), account, role, caller.login())
                            .orElseThrow(() ->
                                    Refusal.conflict(
                                            "You have asked already; wait for an answer."));
            record(caller, Action.CREATED, number, found.key());
            writeToOwners(caller, found, role, number);
            return number;
        });
    }

    /// Invites somebody into a project, by login, number or e-mail address.
    ///
    /// @throws Refusal when the caller does not own it, or there is nobody to invite
    public Invitation invite(Caller caller, Address.OfProject address, Role role, String whom) {
        requireInUse();
        return changes.run(() -> {
            Located found = locator.find(caller, Right.OWN, address);
            return invite(caller, found, role, whom);
        });
    }

    /// As [#invite]; part of the caller's transaction, in a project that the caller owns.
    Invitation invite(Caller caller, Located found, Role role, String whom) {
        requireRoom(found);
        Optional<Long> account = members.account(whom);
        Invitation made =
                account.isPresent()
                        ? inviteAccount(caller, found, role, account.get(), whom)
                        : inviteAddress(caller, found, role, whom);
        record(caller, Action.CREATED, made.number(), found.key());
        return made;
    }

    /// Whether a name can be an address to invite, in case no account has it.
    boolean takes(String name) {
        return site.get(SiteProperties.ACCESS_REQUESTS)
                && name.length() <= MAX_EMAIL_CHARACTERS
                && EMAIL.matcher(name).matches();
    }

    /// What waits for the caller's answer: invitations to them, and requests for the projects they
    /// own.
    public List<AccessRequest> waiting(Caller caller) {
        access.requireLogin(caller);
        return caller.account() == null ? List.of() : table.waitingFor(caller.account());
    }

    /// All requests for and invitations to a project, for its owners; the newest first.
    public List<AccessRequest> ofProject(Caller caller, Address.OfProject address) {
        return table.ofProject(locator.find(caller, Right.OWN, address).key(), MAX_LISTED);
    }

    /// One, by its number or code.
    ///
    /// @throws Refusal when there is none, or it is no business of the caller's
    public AccessRequest find(Caller caller, String numberOrCode) {
        access.requireLogin(caller);
        return known(numberOrCode)
                .filter(request -> part(caller, request, numberOrCode) != Part.NONE)
                .orElseThrow(() -> missing(caller));
    }

    /// Answers one, by its number or code. Who asked may withdraw: a refusal of one's own request,
    /// and an owner's of an invitation.
    ///
    /// @throws Refusal when it is answered already, or is not the caller's to answer so
    public AccessRequest answer(Caller caller, String numberOrCode, boolean approved) {
        access.requireLogin(caller);
        return changes.run(() -> {
            AccessRequest request = find(caller, numberOrCode);
            Part part = part(caller, request, numberOrCode);
            if (approved && part == Part.ASKED) {
                throw Refusal.forbidden("Somebody else has to say yes to this; you may withdraw.");
            }
            projects.lock(request.project().key());
            @Nullable Long account =
                    request.account() == null ? caller.account() : request.account();
            if (!table.answer(
                    request.number(),
                    approved,
                    approved ? account : null,
                    clock.instant(),
                    caller.login())) {
                throw Refusal.conflict("This has been answered already.");
            }
            record(caller, Action.CHANGED, request.number(), request.project().key());
            if (approved) {
                grant(caller, request, account);
            }
            return table.find(request.number()).orElseThrow();
        });
    }

    /// What a caller has to do with a request.
    private enum Part {
        NONE,
        /// They made it.
        ASKED,
        /// It waits for their answer.
        ANSWERS
    }

    private Part part(Caller caller, AccessRequest request, String numberOrCode) {
        boolean isOwners = access.may(caller, Right.OWN, request.project().key());
        boolean isTheirs = request.account() != null && request.account().equals(caller.account());
        return switch (request.kind()) {
            case REQUEST -> isOwners ? Part.ANSWERS : isTheirs ? Part.ASKED : Part.NONE;
            case INVITATION -> {
                boolean hasCode = !NUMBER.matcher(numberOrCode).matches();
                yield isTheirs || hasCode ? Part.ANSWERS : isOwners ? Part.ASKED : Part.NONE;
            }
        };
    }

    private Optional<AccessRequest> known(String numberOrCode) {
        return NUMBER.matcher(numberOrCode).matches()
                ? table.find(Long.parseLong(numberOrCode))
                : table.byCode(digest(numberOrCode));
    }

    /// A role that the account has and that allows more stays; one of the project's own groups is
    /// left for the role.
    private void grant(Caller caller, AccessRequest request, @Nullable Long account) {
        if (account == null) {
            throw Refusal.forbidden("Only somebody with an account can accept an invitation.");
        }
        long key = account;
        boolean hasMore =
                members.of(request.project().key()).stream()
                        .filter(member -> member.account() == key)
                        .map(member -> member.group().role())
                        .anyMatch(role -> role != null && role.compareTo(request.role()) <= 0);
        if (!hasMore) {
            memberships.grant(request.project().key(), key, request.role());
            audit.record(
                    caller,
                    Action.GRANTED,
                    "project",
                    request.project().id(),
                    request.project().key());
        }
    }

    private Invitation inviteAccount(
            Caller caller, Located found, Role role, long account, String whom) {
        if (members.of(found.key()).stream().anyMatch(member -> member.account() == account)) {
            throw Refusal.conflict("'" + whom + "' has a role in " + found.inWords() + " already.");
        }
        long number = table.inviteAccount(found.key(), account, role, caller.login());
        members.email(account)
                .ifPresent(
                        email -> writeToInvited(caller, found, role, email, Long.toString(number)));
        return new Invitation(number, null);
    }

    private Invitation inviteAddress(Caller caller, Located found, Role role, String whom) {
        if (!takes(whom)) {
            throw Refusal.notFound(
                    "There is no user '" + whom + "', and it is no e-mail address to invite.");
        }
        String code = newCode();
        writeToInvited(caller, found, role, whom, code);
        return new Invitation(
                table.inviteAddress(found.key(), whom, role, digest(code), caller.login()), code);
    }

    private void writeToOwners(Caller caller, Located found, Role role, long number) {
        String text =
                """
                %s asks to be one of the %s of project %s. Answer with

                PUT %s?accept=true    or    ?decline=true
                """
                        .formatted(
                                caller.login(),
                                role.displayName(),
                                found.id(),
                                mails.link("/data/pars/" + number));
        members.of(found.key()).stream()
                .filter(member -> member.group().role() == Role.OWNER)
                .map(Member::email)
                .filter(email -> !email.isBlank())
                .distinct()
                .limit(MAX_OWNERS_WRITTEN_TO)
                .forEach(email ->
                        mails.send(
                                email, "Access to project " + found.id() + " is asked for", text));
    }

    /// @param name of the invitation: its number, or the code of one to an address
    private void writeToInvited(
            Caller caller, Located found, Role role, String email, String name) {
        mails.send(
                email,
                "You are invited to project " + found.id(),
                """
                %s invites you to be one of the %s of project %s. Log in, and answer with

                PUT %s?accept=true    or    ?decline=true
                """
                        .formatted(
                                caller.login(),
                                role.displayName(),
                                found.id(),
                                mails.link("/data/pars/" + name)));
    }

    private void requireInUse() {
        if (!site.get(SiteProperties.ACCESS_REQUESTS)) {
            throw Refusal.forbidden(
                    "On this site nobody asks for access or is invited; owners name their users.");
        }
    }

    private void requireRoom(Located project) {
        if (table.countOpen(project.key()) >= MAX_OPEN) {
            throw Refusal.conflict(
                    MAX_OPEN + " requests and invitations of this project are not answered yet.");
        }
    }

    private void record(Caller caller, Action action, long number, long project) {
        audit.record(caller, action, KIND, Long.toString(number), project);
    }

    private static long account(Caller caller) {
        if (caller.account() == null) {
            throw new Refusal(
                    Reason.FORBIDDEN, "Only somebody with an account can ask for access.");
        }
        return caller.account();
    }

    private static Refusal missing(Caller caller) {
        return Access.missing(caller, "request or invitation of this number or code");
    }

    /// A letter first, so that it is never taken for a number.
    private String newCode() {
        byte[] bytes = new byte[CODE_BYTES];
        random.nextBytes(bytes);
        return "i" + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private static byte[] digest(String code) {
        try {
            return MessageDigest.getInstance("SHA-256")
                    .digest(code.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
