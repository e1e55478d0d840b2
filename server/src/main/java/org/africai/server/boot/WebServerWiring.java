package org.africai.server.boot;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import org.africai.server.settings.StartRefused;
import org.apache.catalina.Context;
import org.apache.catalina.connector.Connector;
import org.apache.catalina.core.StandardHost;
import org.apache.tomcat.util.buf.EncodedSolidusHandling;
import org.apache.tomcat.util.threads.VirtualThreadExecutor;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.Shutdown;
import org.springframework.boot.web.servlet.ServletRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.support.DefaultLifecycleProcessor;
import org.springframework.web.context.WebApplicationContext;
import org.springframework.web.servlet.DispatcherServlet;

/// Tomcat, on virtual threads. Bodies are streams of any length and are never parsed by Tomcat: not
/// forms, not multipart, so that nothing eats a body that a route means to store.
@Configuration(proxyBeanMethods = false)
class WebServerWiring {
    private static final int MAX_HEADERS = 100;

    /// What goes to the socket at once: with Tomcat's 8 KiB an image of half a megabyte takes 64
    /// calls of the system.
    private static final int WRITE_BUFFER_BYTES = 64 << 10;

    /// Characters that clients send without encoding them, though RFC 3986 has them encoded:
    /// `xnat:subjectData/demographics[@xsi:type=xnat:demographicData]/gender`.
    private static final String LENIENT_QUERY = "[]{}|^`\"<>";

    private static final String LENIENT_PATH = "[]|{}^";

    @Bean
    TomcatServletWebServerFactory webServerFactory(ServerSettings settings) {
        var factory = new TomcatServletWebServerFactory(settings.port());
        factory.setAddress(address(settings.host()));
        factory.setBaseDirectory(settings.dataFolder().resolve("web").toFile());
        factory.setUriEncoding(StandardCharsets.UTF_8);
        factory.setRegisterDefaultServlet(false);
        factory.setDisableMBeanRegistry(true);
        factory.setBackgroundProcessorDelay(-1);
        factory.setShutdown(Shutdown.GRACEFUL);
        factory.addConnectorCustomizers(connector -> configure(connector, settings));
        factory.addContextCustomizers(WebServerWiring::configure);
        factory.setProtocol(WatchfulHttp.class.getName());
        factory.addEngineValves(
                new TrustedProxies(settings.trustedProxies()),
                new SecurityHeaders(),
                new RequestGate(settings.maxRequestsPerAddress()));
        return factory;
    }

    @Bean
    DispatcherServlet dispatcherServlet(WebApplicationContext context) {
        return new DispatcherServlet(context);
    }

    @Bean
    ServletRegistrationBean<DispatcherServlet> dispatcherRegistration(DispatcherServlet servlet) {
        var registration = new ServletRegistrationBean<>(servlet, "/");
        registration.setLoadOnStartup(1);
        return registration;
    }

    @Bean
    DefaultLifecycleProcessor lifecycleProcessor(ServerSettings settings) {
        var processor = new DefaultLifecycleProcessor();
        processor.setTimeoutPerShutdownPhase(settings.shutdownGrace().toMillis());
        return processor;
    }

    private static void configure(Connector connector, ServerSettings settings) {
        connector.setEncodedSolidusHandling(EncodedSolidusHandling.PASS_THROUGH.getValue());
        connector.setProperty("relaxedQueryChars", LENIENT_QUERY);
        connector.setProperty("relaxedPathChars", LENIENT_PATH);
        connector.setParseBodyMethods("");
        connector.setXpoweredBy(false);
        var protocol = (WatchfulHttp) connector.getProtocolHandler();
        protocol.setHeadLimit(settings.headTimeout());
        protocol.setExecutor(new VirtualThreadExecutor("http-"));
        protocol.setTcpNoDelay(true);
        connector.setProperty("socket.appWriteBufSize", Integer.toString(WRITE_BUFFER_BYTES));
        protocol.setCompression("off");
        protocol.setMaxConnections(settings.maxConnections());
        protocol.setConnectionTimeout((int) settings.readTimeout().toMillis());
        protocol.setMaxHttpRequestHeaderSize((int) settings.maxHead().bytes());
        protocol.setMaxHeaderCount(MAX_HEADERS);
        protocol.setMaxSwallowSize(-1);
        protocol.setDisableUploadTimeout(true);
    }

    private static void configure(Context context) {
        context.setRequestCharacterEncoding("UTF-8");
        context.setResponseCharacterEncoding("UTF-8");
        context.setSessionCookieName("no-container-session"); // JSESSIONID is ours
        context.setCookies(false);
        ((StandardHost) context.getParent()).setErrorReportValveClass(PlainErrors.class.getName());
    }

    private static InetAddress address(String host) {
        try {
            return InetAddress.getByName(host);
        } catch (UnknownHostException e) {
            throw new StartRefused("there is no address '" + host + "' to listen on", e);
        }
    }
}
