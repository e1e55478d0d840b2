package org.africai.dimse.ul;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.africai.dicom.Uid;
import org.jspecify.annotations.Nullable;

/// Reads requests and answers of associations (PS3.8 §9.3.2 to 9.3.4). Unknown items are passed
/// over, as the standard demands.
final class AssociateReader {
    private static final int PROTOCOL_VERSION_1 = 1;
    private static final int RESERVED_BYTES = 32;

    private AssociateReader() {}

    /// @throws BadPdu when it is malformed
    /// @throws RefusedRequest when it is well formed, and is of another protocol or of nobody
    static AssociationRequest request(byte[] content) throws BadPdu, RefusedRequest {
        Cursor in = new Cursor(content);
        int version = in.u16();
        in.skip(2);
        String called = in.text(AeTitle.WIRE_BYTES);
        String calling = in.text(AeTitle.WIRE_BYTES);
        in.skip(RESERVED_BYTES);
        List<ProposedContext> contexts = new ArrayList<>();
        @Nullable Uid application = null;
        @Nullable UserInformation information = null;
        while (in.hasMore()) {
            int type = in.itemType();
            Cursor item = in.slice(in.u16());
            switch (type) {
                case ItemType.APPLICATION_CONTEXT -> application = item.uid(item.left());
                case ItemType.PROPOSED_CONTEXT -> contexts.add(proposed(item));
                case ItemType.USER_INFORMATION -> information = UserItems.read(item);
                default -> {}
            }
        }
        refuseUnlessOurs(version, application);
        requireDistinct(contexts);
        return new AssociationRequest(
                title(called, Rejection.CALLED_AE_NOT_RECOGNIZED),
                title(calling, Rejection.CALLING_AE_NOT_RECOGNIZED),
                contexts,
                information == null ? UserItems.absent() : information);
    }

    private static void refuseUnlessOurs(int version, @Nullable Uid application)
            throws RefusedRequest {
        if ((version & PROTOCOL_VERSION_1) == 0) {
            throw new RefusedRequest(Rejection.PROTOCOL_VERSION_NOT_SUPPORTED);
        }
        if (application != null && !application.equals(AssociationRequest.APPLICATION_CONTEXT)) {
            throw new RefusedRequest(Rejection.APPLICATION_CONTEXT_NOT_SUPPORTED);
        }
    }

    private static void requireDistinct(List<ProposedContext> contexts) throws BadPdu {
        Set<Integer> ids = new HashSet<>();
        for (ProposedContext context : contexts) {
            if (!ids.add(context.id())) {
                throw BadPdu.invalid("presentation context " + context.id() + " twice");
            }
        }
        if (contexts.isEmpty()) {
            throw BadPdu.invalid("a request without presentation contexts");
        }
    }

    private static AeTitle title(String text, Rejection otherwise) throws RefusedRequest {
        if (!AeTitle.isValid(text)) {
            throw new RefusedRequest(otherwise);
        }
        return new AeTitle(text);
    }

    private static ProposedContext proposed(Cursor in) throws BadPdu {
        int id = contextId(in);
        in.skip(3);
        @Nullable Uid abstractSyntax = null;
        List<Uid> transferSyntaxes = new ArrayList<>();
        while (in.hasMore()) {
            int type = in.itemType();
            int length = in.u16();
            if (type == ItemType.ABSTRACT_SYNTAX) {
                abstractSyntax = in.uid(length);
            } else if (type == ItemType.TRANSFER_SYNTAX) {
                String text = in.text(length);
                if (Uid.isValid(text)) {
                    transferSyntaxes.add(new Uid(text));
                }
            } else {
                in.skip(length);
            }
        }
        if (abstractSyntax == null) {
            throw BadPdu.invalid("presentation context " + id + " without abstract syntax");
        }
        return new ProposedContext(id, abstractSyntax, transferSyntaxes);
    }

    private static int contextId(Cursor in) throws BadPdu {
        int id = in.u8();
        if (!ProposedContext.isId(id)) {
            throw BadPdu.invalid("presentation context " + id);
        }
        return id;
    }

    static AssociationAccept accept(byte[] content) throws BadPdu {
        Cursor in = new Cursor(content);
        in.skip(2 + 2 + 2 * AeTitle.WIRE_BYTES + RESERVED_BYTES);
        List<AnsweredContext> contexts = new ArrayList<>();
        @Nullable UserInformation information = null;
        while (in.hasMore()) {
            int type = in.itemType();
            Cursor item = in.slice(in.u16());
            if (type == ItemType.ANSWERED_CONTEXT) {
                contexts.add(answered(item));
            } else if (type == ItemType.USER_INFORMATION) {
                information = UserItems.read(item);
            }
        }
        return new AssociationAccept(
                contexts, information == null ? UserItems.absent() : information);
    }

    /// The transfer syntax of a context that is not accepted has no meaning and may be missing.
    private static AnsweredContext answered(Cursor in) throws BadPdu {
        int id = contextId(in);
        in.skip(1);
        AnsweredContext.Result result = AnsweredContext.Result.of(in.u8());
        in.skip(1);
        @Nullable Uid syntax = null;
        while (in.hasMore() && syntax == null) {
            int type = in.itemType();
            String text = in.text(in.u16());
            syntax = type == ItemType.TRANSFER_SYNTAX && Uid.isValid(text) ? new Uid(text) : null;
        }
        if (syntax == null && result == AnsweredContext.Result.ACCEPTED) {
            throw BadPdu.invalid("presentation context " + id + " without transfer syntax");
        }
        return new AnsweredContext(id, result, syntax == null ? UserItems.IMPLICIT : syntax);
    }

    static Rejection reject(byte[] content) throws BadPdu {
        Cursor in = new Cursor(content);
        in.skip(1);
        return new Rejection(in.u8(), in.u8(), in.u8());
    }

    static Abort abort(byte[] content) throws BadPdu {
        Cursor in = new Cursor(content);
        in.skip(2);
        return new Abort(in.u8(), in.u8());
    }
}
