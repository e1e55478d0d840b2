package org.africai.server.variables;

import org.africai.server.archive.Located;

/// What holds custom fields: a row of one of four tables.
enum Holder {
    PROJECT,
    SUBJECT,
    EXPERIMENT,
    SCAN;

    static Holder of(Located.Kind kind) {
        return switch (kind) {
            case PROJECT -> PROJECT;
            case SUBJECT -> SUBJECT;
            case EXPERIMENT -> EXPERIMENT;
            case SCAN -> SCAN;
            case RECONSTRUCTION ->
                    throw new IllegalStateException("reconstructions hold no custom fields");
        };
    }
}
