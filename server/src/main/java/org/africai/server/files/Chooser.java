package org.africai.server.files;

import java.util.List;
import org.africai.server.access.Access;
import org.africai.server.access.Caller;
import org.africai.server.access.Right;
import org.africai.server.access.Scope;
import org.africai.server.access.Sight;
import org.africai.server.archive.Address;
import org.africai.server.archive.Located;
import org.africai.server.archive.Locator;

/// Finds what a [Selection] means, for a caller who may read it. The one gate to reading.
final class Chooser {
    private final Access access;
    private final Locator locator;
    private final OwnerTable owners;

    Chooser(Access access, Locator locator, OwnerTable owners) {
        this.access = access;
        this.locator = locator;
        this.owners = owners;
    }

    /// What was found.
    ///
    /// @param things the owners themselves, without what lies below them
    record Choice(List<Located> things, FileTable.Chosen chosen) {}

    /// @throws org.africai.server.http.Refusal when there is no such owner, or the caller may not
    ///   read it
    Choice choose(Caller caller, Selection selection) {
        List<Located> things = locator.findAll(caller, Right.READ, selection.owner());
        Owners chosen = Owners.of(things);
        if (selection.descendants()) {
            Sight sight = access.sight(caller);
            Scope scope = scope(sight, selection.owner(), things);
            var view = new OwnerTable.View(scope, sight.reviewed());
            chosen = owners.withDescendants(chosen, view);
        }
        var names = ResourceNames.of(selection.resources());
        return new Choice(things, new FileTable.Chosen(chosen, selection.side(), names));
    }

    /// An address inside a project shows that project; one by accession ID alone whatever the
    /// caller may read.
    private static Scope scope(Sight sight, Address address, List<Located> things) {
        return isInProject(address)
                ? sight.read().within(things.getFirst().asked().key())
                : sight.read();
    }

    private static boolean isInProject(Address address) {
        return switch (address) {
            case Address.OfProject _ -> true;
            case Address.OfSubject subject -> subject.project() != null;
            case Address.OfExperiment experiment -> experiment.project() != null;
            case Address.OfScan scan -> isInProject(scan.session());
            case Address.OfAssessor assessor -> isInProject(assessor.session());
            case Address.OfReconstruction reconstruction -> isInProject(reconstruction.session());
        };
    }
}
