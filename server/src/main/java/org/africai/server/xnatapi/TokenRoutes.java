package org.africai.server.xnatapi;

import com.fasterxml.jackson.annotation.JsonInclude;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Map;
import org.africai.server.access.Callers;
import org.africai.server.accounts.AliasToken;
import org.africai.server.accounts.AliasTokens;
import org.africai.server.accounts.IssuedToken;
import org.africai.server.http.Refusal;
import org.africai.server.login.Presented;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/// Alias tokens: `services/tokens/{issue,show,validate,invalidate}`. XNAT's clients ask for all of
/// them with GET.
@RestController
@RequestMapping({"/data/services/tokens", "/REST/services/tokens"})
final class TokenRoutes {
    private final AliasTokens tokens;

    TokenRoutes(AliasTokens tokens) {
        this.tokens = tokens;
    }

    /// A token as XNAT's clients read it; times in milliseconds since 1970.
    ///
    /// @param secret told only when the token is issued
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Token(
            String alias,
            @Nullable String secret,
            boolean singleUse,
            long estimatedExpirationTime,
            String xdatUserId,
            List<String> validIPAddresses,
            boolean enabled,
            long created,
            long timestamp) {
        static Token of(AliasToken token, @Nullable String secret) {
            return new Token(
                    token.alias(),
                    secret,
                    false,
                    token.expiresAt().toEpochMilli(),
                    token.owner(),
                    List.of(),
                    true,
                    token.issuedAt().toEpochMilli(),
                    token.issuedAt().toEpochMilli());
        }
    }

    @GetMapping("/issue")
    ResponseEntity<Token> issue(HttpServletRequest request) {
        return issue(request, Callers.of(request).login());
    }

    @GetMapping("/issue/user/{login}")
    ResponseEntity<Token> issue(HttpServletRequest request, @PathVariable String login) {
        IssuedToken issued =
                tokens.issue(Callers.of(request), Presented.by(request).means(), login);
        return JsonAnswer.of(Token.of(issued.token(), issued.secret()));
    }

    @GetMapping("/show")
    ResponseEntity<List<Token>> show(HttpServletRequest request) {
        return show(request, Callers.of(request).login());
    }

    @GetMapping("/show/user/{login}")
    ResponseEntity<List<Token>> show(HttpServletRequest request, @PathVariable String login) {
        return JsonAnswer.of(
                tokens.list(Callers.of(request), login).stream()
                        .map(token -> Token.of(token, null))
                        .toList());
    }

    /// `{"valid":"LOGIN"}`; 404 for what is no valid token.
    @GetMapping("/validate/{alias}/{secret}")
    ResponseEntity<Map<String, String>> validate(
            HttpServletRequest request, @PathVariable String alias, @PathVariable String secret) {
        return tokens.owner(Callers.of(request), alias, secret)
                .map(owner -> JsonAnswer.of(Map.of("valid", owner.login())))
                .orElseThrow(() -> Refusal.notFound("There is no such token."));
    }

    @GetMapping({"/invalidate/{alias}", "/invalidate/{alias}/{secret}"})
    ResponseEntity<Map<String, String>> invalidate(
            HttpServletRequest request, @PathVariable String alias) {
        tokens.invalidate(Callers.of(request), alias);
        return JsonAnswer.of(Map.of("result", "OK"));
    }
}
