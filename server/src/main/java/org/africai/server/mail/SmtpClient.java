package org.africai.server.mail;

import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.io.UnsupportedEncodingException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Date;
import java.util.Properties;
import org.africai.server.site.SiteProperties;
import org.africai.server.site.SiteSettings;

/// Hands mails to the server that an administrator has named, by SMTP (RFC 5321).
public final class SmtpClient {
    private static final Duration CONNECT = Duration.ofSeconds(10);
    private static final Duration ANSWER = Duration.ofSeconds(30);

    private final SiteSettings site;

    public SmtpClient(SiteSettings site) {
        this.site = site;
    }

    /// @throws MessagingException when the server does not take it, which
    ///   [jakarta.mail.SendFailedException] says is for good where it names invalid addresses
    void send(WaitingMail mail) throws MessagingException {
        String protocol = site.get(SiteProperties.SMTP_PROTOCOL);
        Session session = Session.getInstance(properties(protocol));
        MimeMessage message = message(session, mail);
        try (Transport transport = session.getTransport(protocol)) {
            boolean logsIn = site.get(SiteProperties.SMTP_AUTH);
            transport.connect(
                    site.get(SiteProperties.SMTP_HOST),
                    Math.toIntExact(site.get(SiteProperties.SMTP_PORT)),
                    logsIn ? site.get(SiteProperties.SMTP_USERNAME) : null,
                    logsIn ? site.get(SiteProperties.SMTP_PASSWORD) : null);
            transport.sendMessage(message, message.getAllRecipients());
        }
    }

    private Properties properties(String protocol) {
        var properties = new Properties();
        String stem = "mail." + protocol + ".";
        String startTls = Boolean.toString(site.get(SiteProperties.SMTP_START_TLS));
        properties.put(stem + "auth", Boolean.toString(site.get(SiteProperties.SMTP_AUTH)));
        properties.put(stem + "starttls.enable", startTls);
        properties.put(stem + "starttls.required", startTls);
        properties.put(stem + "ssl.checkserveridentity", "true");
        properties.put(stem + "connectiontimeout", Long.toString(CONNECT.toMillis()));
        properties.put(stem + "timeout", Long.toString(ANSWER.toMillis()));
        properties.put(stem + "writetimeout", Long.toString(ANSWER.toMillis()));
        return properties;
    }

    private MimeMessage message(Session session, WaitingMail mail) throws MessagingException {
        var message = new MimeMessage(session);
        message.setFrom(sender());
        message.setRecipient(Message.RecipientType.TO, new InternetAddress(mail.recipient(), true));
        message.setSubject(mail.subject(), StandardCharsets.UTF_8.name());
        message.setText(mail.text(), StandardCharsets.UTF_8.name());
        message.setSentDate(Date.from(mail.writtenAt()));
        message.setHeader("Auto-Submitted", "auto-generated"); // RFC 3834: nobody answers it
        message.saveChanges();
        return message;
    }

    private InternetAddress sender() throws MessagingException {
        String address = site.get(SiteProperties.ADMIN_EMAIL);
        var sender = new InternetAddress(address.isBlank() ? "africai@localhost" : address, true);
        try {
            sender.setPersonal(site.get(SiteProperties.SITE_NAME), StandardCharsets.UTF_8.name());
        } catch (UnsupportedEncodingException e) {
            throw new IllegalStateException("every Java has UTF-8", e);
        }
        return sender;
    }
}
