package org.africai.server.settings;

import java.util.Collection;
import java.util.Comparator;

/// Finds the known name that a mistyped one most resembles.
public final class NearestName {
    private NearestName() {}

    /// @param known at least one name
    public static String of(String wrong, Collection<String> known) {
        return known.stream()
                .min(
                        Comparator.comparingInt((String name) -> distance(wrong, name))
                                .thenComparing(Comparator.naturalOrder()))
                .orElseThrow();
    }

    /// The number of letters to insert, delete or replace (Levenshtein distance), row by row.
    private static int distance(String a, String b) {
        int[] above = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            above[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int[] row = new int[b.length() + 1];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int replaced = above[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                row[j] = Math.min(replaced, Math.min(above[j], row[j - 1]) + 1);
            }
            above = row;
        }
        return above[b.length()];
    }
}
