package org.africai.server.receivers;

import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.africai.server.access.Access;
import org.africai.server.access.Caller;
import org.africai.server.access.Right;
import org.africai.server.accounts.Accounts;
import org.africai.server.archive.Locator;
import org.africai.server.audit.Audit;
import org.africai.server.audit.Audit.Action;
import org.africai.server.db.Changes;
import org.africai.server.http.Refusal;
import org.africai.server.settings.StartRefused;
import org.jspecify.annotations.Nullable;

/// The site's DICOM receivers, which its administrators set up. A change is heeded from the next
/// association on; ports open and close at once on the server that made it, and on others when they
/// start.
public final class Receivers {
    static final String KIND = "dicom_receiver";
    private static final int MAX_RECEIVERS = 200;

    private final ReceiverTable table;
    private final Access access;
    private final Locator locator;
    private final Accounts accounts;
    private final Changes changes;
    private final Audit audit;
    private final Clock clock;
    private final Ports ports;
    private volatile boolean isStopped = true;

    public Receivers(
            ReceiverTable table,
            Access access,
            Locator locator,
            Accounts accounts,
            Changes changes,
            Audit audit,
            Clock clock,
            Ports ports) {
        this.table = table;
        this.access = access;
        this.locator = locator;
        this.accounts = accounts;
        this.changes = changes;
        this.audit = audit;
        this.clock = clock;
        this.ports = ports;
    }

    /// A receiver, and whether it takes anything at this moment.
    public record Listed(Receiver receiver, boolean isListening) {}

    /// Begins to listen, when the server starts.
    ///
    /// @param port where there shall be a receiver at least, absent for no such wish
    /// @param title what that one is called if it is made now
    /// @return the receivers that listen, as people call them
    /// @throws StartRefused when `port` cannot be listened on
    public List<String> begin(@Nullable Integer port, String title) {
        if (port != null) {
            ports.obstacle(port)
                    .ifPresent(why -> {
                        throw new StartRefused(
                                "DICOM port "
                                        + port
                                        + " "
                                        + why
                                        + "; choose another with --dicom-port");
                    });
            ensure(Setup.of(title, port));
        }
        isStopped = false;
        apply();
        return listening();
    }

    private void ensure(Setup wanted) {
        boolean isThere =
                table.all().stream()
                        .anyMatch(one ->
                                one.setup().port() == wanted.port() && one.setup().isEnabled());
        if (!isThere) {
            wanted.require();
            changes.run(() -> table.insert(wanted, clock.instant()));
        }
    }

    /// Refuses everybody but site administrators.
    public void requireAdministrator(Caller caller) {
        access.requireSiteAdmin(caller);
    }

    /// All of them, in the order they were made.
    public List<Listed> list(Caller caller) {
        access.requireSiteAdmin(caller);
        return table.all().stream().map(this::listed).toList();
    }

    /// @throws Refusal when there is none with this number
    public Listed find(Caller caller, long key) {
        access.requireSiteAdmin(caller);
        return listed(require(key));
    }

    /// @throws Refusal when there is none with this title on this port
    public Listed find(Caller caller, String title, int port) {
        access.requireSiteAdmin(caller);
        return table.all().stream()
                .filter(one -> isAt(one, title, port))
                .findFirst()
                .map(this::listed)
                .orElseThrow(() -> Refusal.notFound("There is no DICOM receiver of this name."));
    }

    /// Makes a receiver, which listens from then on if it is enabled.
    ///
    /// @throws Refusal when it could not work, or there is one with its title and port
    public Listed create(Caller caller, Setup setup) {
        access.requireSiteAdmin(caller);
        Setup sound = sound(caller, setup, null);
        long key =
                changes.run(() -> {
                    if (table.all().size() >= MAX_RECEIVERS) {
                        throw Refusal.invalid(
                                "There are " + MAX_RECEIVERS + " DICOM receivers at most.");
                    }
                    long made = table.insert(sound, clock.instant());
                    audit.record(caller, Action.CREATED, KIND, Long.toString(made), null);
                    return made;
                });
        apply();
        return find(caller, key);
    }

    /// Sets a receiver up anew.
    ///
    /// @param change gives what it shall be from what it is
    /// @throws Refusal when it could not work so, or there is none with this number
    public Listed change(Caller caller, long key, UnaryOperator<Setup> change) {
        access.requireSiteAdmin(caller);
        Setup sound = sound(caller, change.apply(require(key).setup()), key);
        changes.run(() -> {
            if (!table.update(key, sound, clock.instant())) {
                throw missing(key);
            }
            audit.record(caller, Action.CHANGED, KIND, Long.toString(key), null);
        });
        apply();
        return find(caller, key);
    }

    /// Lets a receiver listen or not.
    public Listed enable(Caller caller, long key, boolean isOn) {
        return change(caller, key, setup -> setup.enabled(isOn));
    }

    /// Deletes a receiver; what it received stays.
    public void delete(Caller caller, long key) {
        access.requireSiteAdmin(caller);
        changes.run(() -> {
            if (!table.delete(key)) {
                throw missing(key);
            }
            audit.record(caller, Action.DELETED, KIND, Long.toString(key), null);
        });
        apply();
    }

    /// Opens the ports of all enabled receivers of this server.
    ///
    /// @return those that listen, as people call them
    public List<String> start(Caller caller) {
        access.requireSiteAdmin(caller);
        isStopped = false;
        apply();
        return listening();
    }

    /// Closes all ports of this server until they are started again, or the server is.
    ///
    /// @return the receivers that listened, as people call them
    public List<String> stop(Caller caller) {
        access.requireSiteAdmin(caller);
        List<String> listening = listening();
        isStopped = true;
        apply();
        return listening;
    }

    private List<String> listening() {
        return table.all().stream()
                .map(this::listed)
                .filter(Listed::isListening)
                .map(one -> one.receiver().label())
                .toList();
    }

    private void apply() {
        ports.listen(isStopped ? Set.of() : wanted());
    }

    private Set<Integer> wanted() {
        return table.all().stream()
                .map(Receiver::setup)
                .filter(Setup::isEnabled)
                .map(Setup::port)
                .collect(Collectors.toSet());
    }

    private Listed listed(Receiver receiver) {
        Setup setup = receiver.setup();
        return new Listed(receiver, setup.isEnabled() && ports.open().contains(setup.port()));
    }

    /// @param own the number of the receiver that shall be so, absent for a new one
    private Setup sound(Caller caller, Setup setup, @Nullable Long own) {
        setup.require();
        table.all().stream()
                .filter(one -> own == null || one.key() != own)
                .filter(one -> isAt(one, setup.title(), setup.port()))
                .findFirst()
                .ifPresent(same -> {
                    throw Refusal.invalid(
                            "There is a DICOM receiver with the AE title '"
                                    + setup.title()
                                    + "' on port "
                                    + setup.port()
                                    + " already.");
                });
        if (setup.login() != null && accounts.named(setup.login()).isEmpty()) {
            throw Refusal.invalid("There is no user '" + setup.login() + "'.");
        }
        requirePort(setup);
        return setup.project() == null ? setup : setup.boundTo(project(caller, setup.project()));
    }

    private void requirePort(Setup setup) {
        Optional<String> obstacle =
                setup.isEnabled() && !isStopped ? ports.obstacle(setup.port()) : Optional.empty();
        obstacle.ifPresent(why -> {
            throw Refusal.conflict("Port " + setup.port() + " " + why + ".");
        });
    }

    private String project(Caller caller, String name) {
        try {
            return locator.project(caller, Right.CREATE, name).project().id();
        } catch (Refusal missing) {
            throw new Refusal(
                    Refusal.Reason.INVALID, "There is no project '" + name + "'.", missing);
        }
    }

    private static boolean isAt(Receiver one, String title, int port) {
        return one.setup().title().equals(title) && one.setup().port() == port;
    }

    private Receiver require(long key) {
        return table.find(key).orElseThrow(() -> missing(key));
    }

    private static Refusal missing(long key) {
        return Refusal.notFound("There is no DICOM receiver with the ID " + key + ".");
    }
}
