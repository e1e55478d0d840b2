package org.africai.dimse.ul;

/// Writes all protocol data units but those of data (PS3.8 §9.3), header included.
final class AssociateWriter {
    private static final int PROTOCOL_VERSION_1 = 1;
    private static final int RESERVED_BYTES = 32;

    private AssociateWriter() {}

    /// @throws IllegalArgumentException when an item is longer than 65,535 bytes
    static byte[] request(AssociationRequest request) {
        ItemWriter out = new ItemWriter();
        start(request, out);
        for (ProposedContext context : request.contexts()) {
            int item = out.begin(ItemType.PROPOSED_CONTEXT);
            out.u8(context.id());
            out.zeros(3);
            out.textItem(ItemType.ABSTRACT_SYNTAX, context.abstractSyntax().value());
            context.transferSyntaxes()
                    .forEach(syntax -> out.textItem(ItemType.TRANSFER_SYNTAX, syntax.value()));
            out.end(item);
        }
        UserItems.write(request.information(), out);
        return out.toPdu(PduType.ASSOCIATE_REQUEST);
    }

    /// @param request what is answered; its titles are sent back
    static byte[] accept(AssociationRequest request, AssociationAccept accept) {
        ItemWriter out = new ItemWriter();
        start(request, out);
        for (AnsweredContext context : accept.contexts()) {
            int item = out.begin(ItemType.ANSWERED_CONTEXT);
            out.u8(context.id());
            out.u8(0);
            out.u8(context.result().code());
            out.u8(0);
            out.textItem(ItemType.TRANSFER_SYNTAX, context.transferSyntax().value());
            out.end(item);
        }
        UserItems.write(accept.information(), out);
        return out.toPdu(PduType.ASSOCIATE_ACCEPT);
    }

    private static void start(AssociationRequest request, ItemWriter out) {
        out.u16(PROTOCOL_VERSION_1);
        out.u16(0);
        out.padded(request.called().value(), AeTitle.WIRE_BYTES);
        out.padded(request.calling().value(), AeTitle.WIRE_BYTES);
        out.zeros(RESERVED_BYTES);
        out.textItem(ItemType.APPLICATION_CONTEXT, AssociationRequest.APPLICATION_CONTEXT.value());
    }

    static byte[] reject(Rejection rejection) {
        ItemWriter out = new ItemWriter();
        out.u8(0);
        out.u8(rejection.result());
        out.u8(rejection.source());
        out.u8(rejection.reason());
        return out.toPdu(PduType.ASSOCIATE_REJECT);
    }

    static byte[] abort(Abort abort) {
        ItemWriter out = new ItemWriter();
        out.u16(0);
        out.u8(abort.source());
        out.u8(abort.reason());
        return out.toPdu(PduType.ABORT);
    }

    /// A unit that says only that it is: a release.
    static byte[] bare(PduType type) {
        ItemWriter out = new ItemWriter();
        out.zeros(PduType.FIXED_BYTES);
        return out.toPdu(type);
    }
}
