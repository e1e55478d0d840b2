package org.africai.dimse.ul;

import java.util.ArrayList;
import java.util.List;
import org.africai.dicom.Uid;
import org.africai.dicom.encoding.TransferSyntax;

/// Reads and writes the user information item (PS3.7 Annex D.3.3).
final class UserItems {
    /// The transfer syntax that everybody has.
    static final Uid IMPLICIT = TransferSyntax.IMPLICIT_LITTLE.uid();

    /// Two for each presentation context there can be. What is negotiated for a SOP class is looked
    /// up in these lists.
    private static final int MOST_OF_A_KIND = 2 * ProposedContext.MOST;

    private final UserInformationDraft draft = new UserInformationDraft();

    private UserItems() {}

    /// What holds for a peer that sends no user information.
    static UserInformation absent() {
        return new UserInformationDraft().toInformation();
    }

    static UserInformation read(Cursor in) throws BadPdu {
        UserItems items = new UserItems();
        while (in.hasMore()) {
            int type = in.itemType();
            items.readItem(type, in.slice(in.u16()));
        }
        return items.draft.toInformation();
    }

    private void readItem(int type, Cursor in) throws BadPdu {
        switch (type) {
            case ItemType.MAX_LENGTH -> draft.maxPduBytes = in.u32();
            case ItemType.IMPLEMENTATION_CLASS -> draft.implementationClass = implementation(in);
            case ItemType.IMPLEMENTATION_VERSION ->
                    draft.implementationVersion = in.text(in.left());
            case ItemType.ASYNC_WINDOW -> draft.window = new AsyncWindow(in.u16(), in.u16());
            case ItemType.ROLE_SELECTION -> add(role(in), draft.roles);
            case ItemType.EXTENDED_NEGOTIATION -> add(extended(in), draft.extended);
            case ItemType.COMMON_EXTENDED_NEGOTIATION -> add(common(in), draft.commonExtended);
            case ItemType.USER_IDENTITY -> draft.identity = identity(in);
            case ItemType.USER_IDENTITY_ANSWER -> draft.identityAnswer = in.octets(in.u16());
            default -> {}
        }
    }

    private static <T> void add(T item, List<T> items) throws BadPdu {
        if (items.size() == MOST_OF_A_KIND) {
            throw BadPdu.invalid("more than " + MOST_OF_A_KIND + " user items of a kind");
        }
        items.add(item);
    }

    /// It is for information only, so that a malformed one does no harm.
    private static Uid implementation(Cursor in) throws BadPdu {
        String text = in.text(in.left());
        return Uid.isValid(text) ? new Uid(text) : UserInformationDraft.NOBODY;
    }

    private static RoleSelection role(Cursor in) throws BadPdu {
        return new RoleSelection(in.sizedUid(), in.u8() == 1, in.u8() == 1);
    }

    private static ExtendedNegotiation extended(Cursor in) throws BadPdu {
        return new ExtendedNegotiation(in.sizedUid(), in.octets(in.left()));
    }

    private static CommonExtendedNegotiation common(Cursor in) throws BadPdu {
        Uid sopClass = in.sizedUid();
        Uid serviceClass = in.sizedUid();
        List<Uid> related = new ArrayList<>();
        // Some peers leave the list out.
        if (in.hasMore()) {
            Cursor list = in.slice(in.u16());
            while (list.hasMore()) {
                in.countItem();
                related.add(list.sizedUid());
            }
        }
        return new CommonExtendedNegotiation(sopClass, serviceClass, related);
    }

    private static UserIdentity identity(Cursor in) throws BadPdu {
        return new UserIdentity(
                identityType(in.u8()),
                in.u8() != 0,
                in.octets(in.u16()),
                in.hasMore() ? in.octets(in.u16()) : Octets.NONE);
    }

    private static UserIdentity.Type identityType(int code) throws BadPdu {
        for (UserIdentity.Type type : UserIdentity.Type.values()) {
            if (type.code() == code) {
                return type;
            }
        }
        throw BadPdu.invalid("user identity of type " + code);
    }

    static void write(UserInformation information, ItemWriter out) {
        int start = out.begin(ItemType.USER_INFORMATION);
        int length = out.begin(ItemType.MAX_LENGTH);
        out.u32(information.maxPduBytes());
        out.end(length);
        out.textItem(ItemType.IMPLEMENTATION_CLASS, information.implementationClass().value());
        AsyncWindow window = information.window();
        if (window != null) {
            int item = out.begin(ItemType.ASYNC_WINDOW);
            out.u16(window.invoked());
            out.u16(window.performed());
            out.end(item);
        }
        information.roles().forEach(role -> writeRole(role, out));
        if (!information.implementationVersion().isEmpty()) {
            out.textItem(ItemType.IMPLEMENTATION_VERSION, information.implementationVersion());
        }
        information.extended().forEach(extended -> writeExtended(extended, out));
        information.commonExtended().forEach(common -> writeCommon(common, out));
        writeIdentity(information, out);
        out.end(start);
    }

    private static void writeRole(RoleSelection role, ItemWriter out) {
        int item = out.begin(ItemType.ROLE_SELECTION);
        out.sizedText(role.sopClass().value());
        out.u8(role.isScu() ? 1 : 0);
        out.u8(role.isScp() ? 1 : 0);
        out.end(item);
    }

    private static void writeExtended(ExtendedNegotiation extended, ItemWriter out) {
        int item = out.begin(ItemType.EXTENDED_NEGOTIATION);
        out.sizedText(extended.sopClass().value());
        out.bytes(extended.information().toBytes());
        out.end(item);
    }

    private static void writeCommon(CommonExtendedNegotiation common, ItemWriter out) {
        int item = out.begin(ItemType.COMMON_EXTENDED_NEGOTIATION);
        out.sizedText(common.sopClass().value());
        out.sizedText(common.serviceClass().value());
        int list = out.beginLength();
        common.relatedGeneral().forEach(uid -> out.sizedText(uid.value()));
        out.end(list);
        out.end(item);
    }

    private static void writeIdentity(UserInformation information, ItemWriter out) {
        UserIdentity identity = information.identity();
        if (identity != null) {
            int item = out.begin(ItemType.USER_IDENTITY);
            out.u8(identity.type().code());
            out.u8(identity.isResponseRequested() ? 1 : 0);
            out.sizedBytes(identity.primary());
            out.sizedBytes(identity.secondary());
            out.end(item);
        }
        Octets answer = information.identityAnswer();
        if (answer != null) {
            int item = out.begin(ItemType.USER_IDENTITY_ANSWER);
            out.sizedBytes(answer);
            out.end(item);
        }
    }
}
