package org.africai.server.intake;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.africai.server.archive.Submission.Assignment;
import org.africai.server.http.Refusal;
import org.africai.server.intake.SeriesTable.Built;

/// Values that people said a session and its scans shall have, beside what its headers say.
///
/// A scan is meant by its position in the list of the waiting session's scans, or by its ID there:
/// `xnat:mrSessionData/scans/scan[0]/type`, `xnat:mrSessionData/scans/scan[ID=3]/note`.
final class SaidFields {
    private static final Pattern OF_A_SCAN =
            Pattern.compile("[\\w:]+/scans/scan((?:\\[[^]]*])+)/(.+)");
    private static final Pattern POSITION = Pattern.compile("\\[([0-9]{1,9})]");
    private static final Pattern ID = Pattern.compile("\\[@?ID=([^]]*)]");

    private final List<Built> series;
    private final List<Assignment> ofSession = new ArrayList<>();
    private final Map<String, List<Assignment>> ofScans = new LinkedHashMap<>();

    /// @throws Refusal when a value is for a scan that the session does not have
    SaidFields(Waiting session, List<Built> series, List<Assignment> fields) {
        this.series = List.copyOf(series);
        say(session, "visit", session.remarks().visit());
        say(session, "protocol", session.remarks().protocol());
        fields.forEach(this::add);
    }

    private void say(Waiting session, String field, String value) {
        if (!value.isEmpty()) {
            ofSession.add(new Assignment(session.xsiType() + "/" + field, value));
        }
    }

    private void add(Assignment field) {
        Matcher scan = OF_A_SCAN.matcher(field.path());
        if (!scan.matches()) {
            ofSession.add(field);
            return;
        }
        Built meant = meant(scan.group(1));
        String path = meant.summary().type().xsiType() + "/" + scan.group(2);
        ofScans.computeIfAbsent(meant.summary().uid(), _ -> new ArrayList<>())
                .add(new Assignment(path, field.value()));
    }

    private Built meant(String conditions) {
        Matcher position = POSITION.matcher(conditions);
        if (position.find()) {
            int at = Integer.parseInt(position.group(1));
            return at < series.size() ? series.get(at) : unknown(conditions);
        }
        Matcher id = ID.matcher(conditions);
        return id.find()
                ? series.stream()
                        .filter(one -> id.group(1).equals(one.scan()))
                        .findFirst()
                        .orElseGet(() -> unknown(conditions))
                : unknown(conditions);
    }

    private static Built unknown(String conditions) {
        throw Refusal.invalid("The session has no scan" + conditions + ".");
    }

    List<Built> series() {
        return series;
    }

    List<Assignment> ofSession() {
        return ofSession;
    }

    /// By the UID of the scan's series.
    Map<String, List<Assignment>> ofScans() {
        return ofScans;
    }
}
