package org.africai.server.boot;

import java.time.Duration;
import java.util.HashMap;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.apache.coyote.AbstractProcessor;
import org.apache.coyote.http11.Http11NioProtocol;
import org.apache.tomcat.util.net.NioChannel;
import org.apache.tomcat.util.net.SocketWrapperBase;
import org.jspecify.annotations.Nullable;

/// Tomcat's HTTP, which lets go of clients that send the head of a request so slowly that they
/// would hold their connection for ever (a byte now and then passes any limit on silence), or that
/// have begun more heads at a time than any honest one does. Once a second it looks at all
/// connections; requests that are being answered are not its business.
public final class WatchfulHttp extends Http11NioProtocol {
    private static final int MAX_HEADS_PER_ADDRESS = 64;
    private static final long LOOK_EVERY_MILLIS = 1_000;

    /// As Tomcat writes it.
    private static final long NOT_IN_HEAD = -1;

    private volatile Duration headLimit = Duration.ofSeconds(20);
    private @Nullable Future<?> watch;

    /// How long a head may take from its first byte to its last.
    public void setHeadLimit(Duration limit) {
        headLimit = limit;
    }

    @Override
    public void start() throws Exception {
        super.start();
        watch =
                getUtilityExecutor()
                        .scheduleWithFixedDelay(
                                this::look,
                                LOOK_EVERY_MILLIS,
                                LOOK_EVERY_MILLIS,
                                TimeUnit.MILLISECONDS);
    }

    @Override
    public void stop() throws Exception {
        if (watch != null) {
            watch.cancel(false);
        }
        super.stop();
    }

    private void look() {
        long now = System.nanoTime();
        var heads = new HashMap<String, Integer>();
        for (SocketWrapperBase<NioChannel> connection : getEndpoint().getConnections()) {
            long begun = headBegun(connection);
            if (begun != NOT_IN_HEAD) {
                int fromThere = heads.merge(connection.getRemoteAddr(), 1, Integer::sum);
                if (fromThere > MAX_HEADS_PER_ADDRESS || now - begun > headLimit.toNanos()) {
                    connection.close();
                }
            }
        }
    }

    /// When the first byte came of a head whose rest is waited for. Only then, and while a request
    /// is answered asynchronously, a processor is left with its connection: a request that is being
    /// answered has taken it away, and a connection without a request has none.
    private static long headBegun(SocketWrapperBase<NioChannel> connection) {
        return connection.getCurrentProcessor() instanceof AbstractProcessor processor
                        && !processor.isAsync()
                ? processor.getRequest().getStartTimeNanos()
                : NOT_IN_HEAD;
    }
}
