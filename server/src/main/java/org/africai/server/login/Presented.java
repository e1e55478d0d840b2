package org.africai.server.login;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;
import org.africai.server.access.Caller;
import org.africai.server.accounts.LoginId;
import org.africai.server.accounts.Means;
import org.africai.server.accounts.Verdict;
import org.jspecify.annotations.Nullable;

/// What a request brought to say who sends it.
///
/// @param proof name and secret of the request itself, found right; absent when it has a cookie or
///   nothing
/// @param login the login its cookie stands for, unless that has ended or `proof` is there
/// @param caller who that makes the sender
/// @param means how they proved it
public record Presented(
        Verdict.@Nullable Right proof, @Nullable LoginId login, Caller caller, Means means) {
    private static final String ATTRIBUTE = Presented.class.getName();

    static final Presented NOTHING = new Presented(null, null, Caller.GUEST, Means.NONE);

    static Presented proof(Verdict.Right right) {
        Means means = right.alias() == null ? Means.PASSWORD : Means.TOKEN;
        return new Presented(right, null, right.account().caller(), means);
    }

    /// What the login filter found out about this request.
    public static Presented by(HttpServletRequest request) {
        return Optional.ofNullable((Presented) request.getAttribute(ATTRIBUTE))
                .orElseThrow(() -> new IllegalStateException("the request has no caller"));
    }

    void attachTo(HttpServletRequest request) {
        request.setAttribute(ATTRIBUTE, this);
    }
}
