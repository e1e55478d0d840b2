package org.africai.server.accounts;

import java.util.regex.Pattern;

/// The shape of an alias token's name: that of a UUID, by which xnatpy knows a token.
final class Alias {
    private static final Pattern SHAPE =
            Pattern.compile("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");

    private Alias() {}

    static boolean isShapedLike(String name) {
        return SHAPE.matcher(name).matches();
    }
}
