package org.africai.server.boot;

import java.security.SecureRandom;
import java.time.Clock;
import org.africai.server.access.Access;
import org.africai.server.accounts.AccountCodeTable;
import org.africai.server.accounts.AccountCodes;
import org.africai.server.accounts.AccountTable;
import org.africai.server.accounts.Accounts;
import org.africai.server.accounts.AliasTokenTable;
import org.africai.server.accounts.AliasTokens;
import org.africai.server.accounts.Authentication;
import org.africai.server.accounts.FirstAdministrator;
import org.africai.server.accounts.LoginTable;
import org.africai.server.accounts.Logins;
import org.africai.server.accounts.Registrations;
import org.africai.server.audit.Audit;
import org.africai.server.db.Sql;
import org.africai.server.db.Transactions;
import org.africai.server.mail.MailJob;
import org.africai.server.mail.MailTable;
import org.africai.server.mail.Mails;
import org.africai.server.mail.SmtpClient;
import org.africai.server.site.SiteSettingTable;
import org.africai.server.site.SiteSettings;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import tools.jackson.databind.json.JsonMapper;

/// Accounts, passwords, logins, tokens, and the settings of the site that they obey.
@Configuration(proxyBeanMethods = false)
class AccountsWiring {
    @Bean
    SecureRandom secureRandom() {
        return new SecureRandom();
    }

    @Bean
    SiteSettings siteSettings(Sql sql, Transactions transactions, Audit audit, JsonMapper json) {
        return new SiteSettings(new SiteSettingTable(sql), transactions, audit, json);
    }

    @Bean
    AccountTable accountTable(Sql sql) {
        return new AccountTable(sql);
    }

    @Bean
    AliasTokenTable aliasTokenTable(Sql sql) {
        return new AliasTokenTable(sql);
    }

    @Bean
    Logins logins(
            Sql sql,
            AccountTable accounts,
            SiteSettings settings,
            Transactions transactions,
            Audit audit,
            Clock clock,
            SecureRandom random) {
        return new Logins(
                new LoginTable(sql), accounts, settings, transactions, audit, clock, random);
    }

    @Bean
    AliasTokens aliasTokens(
            AliasTokenTable tokens,
            AccountTable accounts,
            SiteSettings settings,
            Transactions transactions,
            Audit audit,
            Clock clock,
            SecureRandom random) {
        return new AliasTokens(tokens, accounts, settings, transactions, audit, clock, random);
    }

    @Bean
    Authentication authentication(
            AccountTable accounts,
            AliasTokens tokens,
            Audit audit,
            Clock clock,
            SecureRandom random) {
        return new Authentication(accounts, tokens, audit, clock, random);
    }

    @Bean
    Accounts accounts(
            AccountTable accounts,
            Logins logins,
            AliasTokenTable tokens,
            Authentication authentication,
            Access access,
            SiteSettings settings,
            Transactions transactions,
            Audit audit,
            Clock clock) {
        return new Accounts(
                accounts,
                logins,
                tokens,
                authentication,
                access,
                settings,
                transactions,
                audit,
                clock);
    }

    @Bean
    Mails mails(Sql sql, SiteSettings settings, Clock clock) {
        return new Mails(new MailTable(sql), settings, clock);
    }

    @Bean(initMethod = "start", destroyMethod = "close")
    MailJob mailJob(Sql sql, Mails mails, SiteSettings settings, Clock clock) {
        return new MailJob(new MailTable(sql), mails, new SmtpClient(settings), clock);
    }

    @Bean(destroyMethod = "close")
    AccountCodes accountCodes(
            Sql sql,
            AccountTable accounts,
            Logins logins,
            AliasTokenTable tokens,
            Authentication authentication,
            Mails mails,
            Transactions transactions,
            Audit audit,
            Clock clock,
            SecureRandom random) {
        return new AccountCodes(
                accounts,
                new AccountCodeTable(sql),
                logins,
                tokens,
                authentication,
                mails,
                transactions,
                audit,
                clock,
                random);
    }

    @Bean
    Registrations registrations(
            AccountTable accounts,
            Authentication authentication,
            AccountCodes codes,
            SiteSettings settings,
            Transactions transactions,
            Audit audit,
            Clock clock) {
        return new Registrations(
                accounts, authentication, codes, settings, transactions, audit, clock);
    }

    @Bean
    FirstStart firstAdministrator(
            AccountTable accounts,
            Authentication authentication,
            Transactions transactions,
            Audit audit,
            Clock clock,
            SecureRandom random,
            ServerSettings settings) {
        var first =
                new FirstAdministrator(
                        accounts, authentication, transactions, audit, clock, random);
        return () -> first.prepare(settings.adminPassword());
    }
}
