package org.africai.server.receivers;

import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import org.africai.server.http.Refusal;
import org.jspecify.annotations.Nullable;

/// Who may call a receiver: `AE`, `ADDRESS` or `AE@ADDRESS`, as XNAT writes it, where an address
/// may also be a network: `CT1@10.1.0.0/16`.
public final class Whitelist {
    private final List<Entry> entries;

    /// @throws Refusal when one of the texts is no entry
    Whitelist(List<String> texts) {
        this.entries = texts.stream().map(Whitelist::entry).toList();
    }

    /// @param title absent for any
    /// @param network absent for any
    private record Entry(@Nullable String title, @Nullable Network network) {
        boolean matches(String calling, InetAddress from) {
            return (title == null || title.equals(calling))
                    && (network == null || network.contains(from));
        }
    }

    private static Entry entry(String text) {
        Optional<Network> alone = Network.parse(text);
        if (alone.isPresent()) {
            return new Entry(null, alone.get());
        }
        int at = text.lastIndexOf('@');
        if (at < 0) {
            return new Entry(title(text, text), null);
        }
        Network network = Network.parse(text.substring(at + 1)).orElseThrow(() -> wrong(text));
        return new Entry(title(text.substring(0, at), text), network);
    }

    private static String title(String title, String entry) {
        if (!Setup.isTitle(title)) {
            throw wrong(entry);
        }
        return title;
    }

    private static Refusal wrong(String entry) {
        return Refusal.invalid(
                "'"
                        + entry
                        + "' is none of AE, ADDRESS, AE@ADDRESS; an address may be a network such"
                        + " as 10.1.0.0/16.");
    }

    boolean admits(String calling, InetAddress from) {
        return entries.stream().anyMatch(entry -> entry.matches(calling, from));
    }
}
