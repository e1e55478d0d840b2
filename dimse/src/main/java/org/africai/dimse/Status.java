package org.africai.dimse;

import java.util.HexFormat;

/// How an operation went (PS3.7 Annex C, PS3.4 §B.2.3, §C.4, §J.3).
///
/// @param code 16 bits
public record Status(int code) {
    public static final Status SUCCESS = new Status(0x0000);
    public static final Status CANCEL = new Status(0xFE00);

    /// More follows.
    public static final Status PENDING = new Status(0xFF00);

    /// More follows, and some optional keys were not matched.
    public static final Status PENDING_UNSUPPORTED_KEYS = new Status(0xFF01);

    public static final Status ATTRIBUTE_LIST_ERROR = new Status(0x0107);
    public static final Status PROCESSING_FAILURE = new Status(0x0110);
    public static final Status NO_SUCH_SOP_INSTANCE = new Status(0x0112);
    public static final Status NO_SUCH_EVENT_TYPE = new Status(0x0113);
    public static final Status INVALID_ARGUMENT = new Status(0x0115);
    public static final Status INVALID_SOP_INSTANCE = new Status(0x0117);
    public static final Status CLASS_INSTANCE_CONFLICT = new Status(0x0119);
    public static final Status SOP_CLASS_NOT_SUPPORTED = new Status(0x0122);
    public static final Status NO_SUCH_ACTION = new Status(0x0123);
    public static final Status NOT_AUTHORIZED = new Status(0x0124);
    public static final Status DUPLICATE_INVOCATION = new Status(0x0210);
    public static final Status UNRECOGNIZED_OPERATION = new Status(0x0211);
    public static final Status MISTYPED_ARGUMENT = new Status(0x0212);
    public static final Status RESOURCE_LIMITATION = new Status(0x0213);
    public static final Status OUT_OF_RESOURCES = new Status(0xA700);

    /// How many objects match could not be told.
    public static final Status UNABLE_TO_CALCULATE = new Status(0xA701);

    /// None of the objects of a retrieval arrived.
    public static final Status UNABLE_TO_PERFORM_SUB_OPERATIONS = new Status(0xA702);

    public static final Status MOVE_DESTINATION_UNKNOWN = new Status(0xA801);
    public static final Status DATASET_DOES_NOT_MATCH = new Status(0xA900);

    /// Some objects of a retrieval did not arrive, or an object was stored with changes.
    public static final Status WARNING = new Status(0xB000);

    public static final Status UNABLE_TO_PROCESS = new Status(0xC000);

    /// What a status is, whatever it says in particular.
    public enum Kind {
        SUCCESS,
        WARNING,
        FAILURE,
        CANCEL,
        PENDING
    }

    /// @throws IllegalArgumentException when the code has more than 16 bits
    public Status {
        if (code < 0 || code > 0xFFFF) {
            throw new IllegalArgumentException("not a status: " + code);
        }
    }

    /// The kind of a code (PS3.7 Annex C).
    public Kind kind() {
        return switch (code) {
            case 0x0000 -> Kind.SUCCESS;
            case 0xFF00, 0xFF01 -> Kind.PENDING;
            case 0xFE00 -> Kind.CANCEL;
            case 0x0001, 0x0107, 0x0116 -> Kind.WARNING;
            default -> code >>> 12 == 0xB ? Kind.WARNING : Kind.FAILURE;
        };
    }

    public boolean isSuccess() {
        return kind() == Kind.SUCCESS;
    }

    public boolean isPending() {
        return kind() == Kind.PENDING;
    }

    /// Four digits, as the standard writes it.
    @Override
    public String toString() {
        return HexFormat.of().withUpperCase().toHexDigits((short) code);
    }
}
