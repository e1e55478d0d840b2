/// DIMSE services (PS3.7, PS3.4), as provider and as user, on virtual threads.
///
/// Blocking calls, a thread for each association, no object in memory, a limit for everything a
/// peer can ask for ([org.africai.dimse.ul.NetworkLimits]). A provider gives functions for what it
/// does; whoever calls is admitted or not by [org.africai.dimse.Admission], which may look at
/// titles, addresses, certificates and logins:
///
/// ```java
/// StoreService keep = (request, dataset) -> {
///     Path file = folder.resolve(request.sopInstance() + ".dcm");
///     try (OutputStream out = Files.newOutputStream(file)) {
///         request.writeFileStart(out);
///         dataset.transferTo(out);
///     }
///     return Answer.SUCCESS; // only when the bytes are durable
/// };
/// var titles = Set.of(new AeTitle("ARCHIVE"));
/// var settings = DicomServer.Settings.of(
///         Admission.forTitles(titles, Services.ECHO.withStore(keep)));
/// try (var server = DicomServer.start(new InetSocketAddress(11112), settings)) {
///     stopped.await();
/// }
/// ```
///
/// A user opens an association with a proposal of what it wants to do:
///
/// ```java
/// var peer = RemoteEntity.plain("ARCHIVE", "pacs.example.org", 11112);
/// var client = DicomClient.of("WORKSTATION");
/// var objects = List.of(FileObject.of(path));
/// switch (client.open(peer, Proposal.EMPTY.echo().store(objects))) {
///     case Opening.Accepted(Association association) -> {
///         try (association) {
///             association.echo();
///             association.storeAll(objects, (object, answer) -> report(object, answer));
///         }
///     }
///     case Opening.Rejected(Rejection why) -> report(why);
///     case Opening.Failed(AssociationEnd end) -> report(end);
/// }
/// ```
///
/// The services of one association see each other's order: objects come one after the other on its
/// thread, queries and retrievals run beside it. [org.africai.dimse.ul] is the layer below.
@NullMarked
package org.africai.dimse;

import org.jspecify.annotations.NullMarked;
