package io.lockstep.app.transport;

import javax.net.ssl.SSLContext;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.SecureRequestCustomizer;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.SslConnectionFactory;
import org.eclipse.jetty.util.ssl.SslContextFactory;

/**
 * Where a server listens by TLS 1.3.
 *
 * @param port 0 for any that is free
 * @param strangers whether somebody who shows no certificate gets as far as to be told so
 */
public record TlsConnector(String host, int port, SSLContext tls, boolean strangers) {
  public ServerConnector on(Server jetty, HttpConfiguration http) {
    SslContextFactory.Server factory = new SslContextFactory.Server();
    factory.setSslContext(tls);
    factory.setWantClientAuth(true);
    factory.setNeedClientAuth(!strangers);
    factory.setIncludeProtocols(Tls.PROTOCOL);
    HttpConfiguration secure = new HttpConfiguration(http);
    secure.setSendServerVersion(false);
    secure.addCustomizer(new SecureRequestCustomizer(false));
    ServerConnector connector =
        new ServerConnector(
            jetty,
            new SslConnectionFactory(factory, "http/1.1"),
            new HttpConnectionFactory(secure));
    connector.setHost(host);
    connector.setPort(port);
    return connector;
  }
}
