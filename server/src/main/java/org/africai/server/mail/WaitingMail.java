package org.africai.server.mail;

import java.time.Instant;

/// A mail that is to be sent now.
///
/// @param attempts how often it was tried, this time included
record WaitingMail(
        long key, String recipient, String subject, String text, Instant writtenAt, int attempts) {}
