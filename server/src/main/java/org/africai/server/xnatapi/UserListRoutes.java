package org.africai.server.xnatapi;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.africai.server.accounts.Account;
import org.africai.server.accounts.Accounts;
import org.africai.server.http.Refusal;
import org.africai.server.http.ResultTable;
import org.africai.server.schema.Item;
import org.africai.server.schema.ItemJson;
import org.africai.server.schema.ItemXml;
import org.africai.server.schema.TypeRegistry;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/// Users as XNAT's older API shows them: the list at `/data/users` and one user's document at
/// `/data/user/LOGIN`.
@RestController
final class UserListRoutes {
    private static final List<String> COLUMNS =
            List.of("xdat_user_id", "login", "firstname", "lastname", "email");

    private final Accounts accounts;
    private final TypeRegistry registry;

    UserListRoutes(Accounts accounts, TypeRegistry registry) {
        this.accounts = accounts;
        this.registry = registry;
    }

    /// Who may not see the list gets an empty one with status 403: clients read it at any status.
    @GetMapping({"/data/users", "/REST/users"})
    void list(HttpServletRequest request, HttpServletResponse response) throws IOException {
        var exchange = new Exchange(request, response);
        List<List<String>> rows;
        try {
            rows = accounts.list(exchange.caller()).stream().map(UserListRoutes::row).toList();
        } catch (Refusal refusal) {
            response.setStatus(Refusal.Reason.FORBIDDEN.status());
            rows = List.of();
        }
        TableAnswer.write(exchange, ResultTable.of("Users", COLUMNS, rows));
    }

    @GetMapping({"/data/user/{login}", "/REST/user/{login}"})
    void user(HttpServletRequest request, HttpServletResponse response, @PathVariable String login)
            throws IOException {
        var exchange = new Exchange(request, response);
        Account account = accounts.find(exchange.caller(), login);
        Item item = item(account);
        switch (exchange.format()) {
            case JSON ->
                    exchange.answer(
                            200,
                            "application/json;charset=UTF-8",
                            bytes(new ItemJson(registry).toWire(item, account.createdAt())));
            case XML -> xml(exchange, item);
            case CSV, HTML, ZIP, TAR, TGZ -> throw Refusal.invalid("A user is json or xml.");
        }
    }

    /// The address of the same document on XNAT's pages, which programs read there.
    @GetMapping(
            "/app/action/XDATActionRouter/xdataction/xml/search_element/xdat:user/search_field"
                    + "/xdat:user.login/search_value/{login}/popup/true")
    void page(HttpServletRequest request, HttpServletResponse response, @PathVariable String login)
            throws IOException {
        var exchange = new Exchange(request, response);
        xml(exchange, item(accounts.find(exchange.caller(), login)));
    }

    private void xml(Exchange exchange, Item item) throws IOException {
        exchange.answer(200, "text/xml;charset=UTF-8", bytes(new ItemXml(registry).toXml(item)));
    }

    private Item item(Account account) {
        Item item = Item.of(registry.get("xdat:user"));
        List<List<String>> fields =
                List.of(
                        List.of("login", account.login()),
                        List.of("firstname", account.firstName()),
                        List.of("lastname", account.lastName()),
                        List.of("email", account.email()));
        for (List<String> field : fields) {
            if (!field.get(1).isBlank()) {
                item = item.withField(field.get(0), field.get(1));
            }
        }
        return item;
    }

    private static List<String> row(Account account) {
        return List.of(
                Long.toString(account.key()),
                account.login(),
                account.firstName(),
                account.lastName(),
                account.email());
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
