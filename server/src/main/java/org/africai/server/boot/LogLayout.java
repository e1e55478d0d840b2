package org.africai.server.boot;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.core.LayoutBase;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/// One event, one line: time, level, class, message, and what was thrown. Whatever a message brings
/// in, a new line in it cannot pass for a new event.
final class LogLayout extends LayoutBase<ILoggingEvent> {
    private static final int MAX_FRAMES = 20;
    private static final int MAX_CAUSES = 5;

    @Override
    public String doLayout(ILoggingEvent event) {
        var line = new StringBuilder(160);
        line.append(Instant.ofEpochMilli(event.getTimeStamp()).truncatedTo(ChronoUnit.MILLIS));
        line.append(' ').append(event.getLevel());
        line.append(' ').append(simpleName(event.getLoggerName())).append(' ');
        appendEscaped(line, event.getFormattedMessage());
        appendThrown(line, event.getThrowableProxy());
        return line.append(System.lineSeparator()).toString();
    }

    private static String simpleName(String logger) {
        return logger.substring(logger.lastIndexOf('.') + 1);
    }

    private static void appendThrown(StringBuilder line, @Nullable IThrowableProxy thrown) {
        IThrowableProxy current = thrown;
        for (int depth = 0; current != null && depth < MAX_CAUSES; depth++) {
            line.append(depth == 0 ? " thrown=\"" : " cause=\"").append(current.getClassName());
            line.append(": ");
            appendEscaped(line, String.valueOf(current.getMessage()));
            line.append('"');
            var frames = current.getStackTraceElementProxyArray();
            int own = Math.max(1, frames.length - current.getCommonFrames());
            for (int i = 0; i < Math.min(frames.length, Math.min(own, MAX_FRAMES)); i++) {
                line.append(" < ").append(frames[i].getStackTraceElement());
            }
            current = current.getCause();
        }
    }

    private static void appendEscaped(StringBuilder line, String text) {
        text.chars()
                .forEach(c -> {
                    switch (c) {
                        case '\n' -> line.append("\\n");
                        case '\r' -> line.append("\\r");
                        default -> line.append(Character.isISOControl(c) ? '?' : (char) c);
                    }
                });
    }
}
