package org.africai.dimse.ul;

import java.io.IOException;
import java.net.Socket;
import java.util.Arrays;
import java.util.regex.Pattern;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;

/// Encrypted connections by the profile of PS3.15 Annex B that follows BCP 195 (RFC 9325): TLS 1.2
/// and 1.3, keys agreed for each connection, authenticated encryption. Nothing weaker is spoken.
///
/// @param context keys and trusted certificates
/// @param clients what an acceptor asks of requestors
/// @param isHostChecked whether a requestor wants the certificate to name the host it called
public record Tls(SSLContext context, ClientCertificates clients, boolean isHostChecked) {
    private static final String[] PROTOCOLS = {"TLSv1.3", "TLSv1.2"};
    private static final Pattern STRONG =
            Pattern.compile("TLS_(AES|CHACHA20)_.*|TLS_(ECDHE|DHE)_.*_(GCM|POLY1305)_.*");

    /// Whether requestors show a certificate.
    public enum ClientCertificates {
        NONE,
        WANTED,
        REQUIRED
    }

    /// Both sides show certificates, and those of hosts must name them.
    public static Tls mutual(SSLContext context) {
        return new Tls(context, ClientCertificates.REQUIRED, true);
    }

    /// The same without the check of host names, for devices whose certificates name none.
    public Tls withoutHostCheck() {
        return new Tls(context, clients, false);
    }

    SSLSocket asAcceptor(Socket plain) throws IOException {
        SSLSocket socket = (SSLSocket) context.getSocketFactory().createSocket(plain, null, true);
        socket.setSSLParameters(parameters(socket));
        socket.setUseClientMode(false);
        switch (clients) {
            case NONE -> socket.setNeedClientAuth(false);
            case WANTED -> socket.setWantClientAuth(true);
            case REQUIRED -> socket.setNeedClientAuth(true);
        }
        return socket;
    }

    SSLSocket asRequestor(Socket plain, String host, int port) throws IOException {
        SSLSocketFactory factory = context.getSocketFactory();
        SSLSocket socket = (SSLSocket) factory.createSocket(plain, host, port, true);
        SSLParameters parameters = parameters(socket);
        if (isHostChecked) {
            parameters.setEndpointIdentificationAlgorithm("HTTPS");
        }
        socket.setSSLParameters(parameters);
        socket.setUseClientMode(true);
        return socket;
    }

    private static SSLParameters parameters(SSLSocket socket) {
        SSLParameters parameters = socket.getSSLParameters();
        parameters.setProtocols(PROTOCOLS);
        parameters.setCipherSuites(
                Arrays.stream(socket.getSupportedCipherSuites())
                        .filter(suite -> STRONG.matcher(suite).matches())
                        .toArray(String[]::new));
        parameters.setUseCipherSuitesOrder(true);
        return parameters;
    }
}
