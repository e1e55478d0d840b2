package org.africai.server.intake;

import org.africai.server.access.Caller;
import org.africai.server.intake.ObjectNaming.Named;
import org.africai.server.intake.ObjectNaming.Wish;
import org.africai.server.intake.PrearchiveTable.Draft;
import org.africai.store.BlobStore;
import org.africai.store.Spooled;

/// Keeps objects that come one by one: first their bytes are made durable, then they are named.
/// Objects that come at the same time share both, so that twenty senders wait for the disk hardly
/// longer than one. Thread-safe.
final class ObjectPipeline {
    private final BlobStore store;
    private final Gathering<Wish, Named> naming;

    ObjectPipeline(Ground ground) {
        this.store = ground.store();
        this.naming = new Gathering<>(new ObjectNaming(ground)::name);
    }

    /// Makes the bytes of an object durable.
    void publish(Spooled file) {
        store.publish(file);
    }

    /// Names an object whose bytes have been published. When this returns it is found after a
    /// crash.
    ///
    /// @param draft what its session is to be
    Named.Done name(Draft draft, Caller caller, Received object) {
        return switch (naming.bring(new Wish(draft, caller, object))) {
            case Named.Done done -> done;
            case Named.Failed(RuntimeException why) -> throw why;
        };
    }
}
