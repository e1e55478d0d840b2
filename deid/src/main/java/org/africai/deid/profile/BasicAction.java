package org.africai.deid.profile;

import java.util.Arrays;

/// What the Basic Profile does with an attribute (PS3.15 Table E.1-1a). Where the standard lets the
/// attribute's type in the object's IOD decide, the choice is one that fits every type: a dummy
/// rather than nothing, nothing rather than removal.
enum BasicAction {
    X,
    Z,
    D,
    U,
    X_Z("X/Z"),
    X_D("X/D"),
    Z_D("Z/D"),
    X_Z_D("X/Z/D"),
    X_Z_U("X/Z/U*");

    private final String code;

    BasicAction() {
        this.code = name();
    }

    BasicAction(String code) {
        this.code = code;
    }

    static BasicAction of(String code) {
        return Arrays.stream(values())
                .filter(action -> action.code.equals(code))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no action '" + code + "'"));
    }
}
