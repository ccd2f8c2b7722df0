package io.github.helpcrunchjdbc.http.settings;

import io.github.helpcrunchjdbc.error.ErrorCode;
import io.github.helpcrunchjdbc.error.HelpCrunchException;
import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.util.Arrays;
import java.util.Objects;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import org.jspecify.annotations.Nullable;

/**
 * The certificates that are trusted in place of the JVM's own: certificates in PEM, or a key store
 * of Java (JKS or PKCS12). Two trust stores of the same file are equal. Immutable.
 */
public final class TrustStore {
  private static final String ALLOWED =
      "; allowed are certificates in PEM, or a JKS or PKCS12 store with its trustStorePassword";

  private static final int JKS = 0xFEEDFEED;

  /** The first bytes of a PKCS12 file: a sequence in DER or BER of more than 127 bytes. */
  private static final int PKCS12 = 0x3080_0000;

  private static final int PKCS12_MASK = 0xFF80_0000;

  private final String path;
  private final String password;
  private final SSLSocketFactory sockets;
  private final X509TrustManager manager;

  private TrustStore(
      String path, String password, SSLSocketFactory sockets, X509TrustManager manager) {
    this.path = path;
    this.password = password;
    this.sockets = sockets;
    this.manager = manager;
  }

  /**
   * Reads a file.
   *
   * @param password the password of a key store; empty for none
   * @throws HelpCrunchException INVALID_PROPERTY if the file can't be read or holds no certificate
   */
  public static TrustStore read(String path, String password) {
    try {
      KeyStore store = load(Path.of(path), password);
      TrustManagerFactory factory =
          TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      factory.init(store);
      X509TrustManager manager =
          Arrays.stream(factory.getTrustManagers())
              .filter(X509TrustManager.class::isInstance)
              .map(X509TrustManager.class::cast)
              .findFirst()
              .orElseThrow();
      if (manager.getAcceptedIssuers().length == 0) {
        throw invalid("holds no certificate that can be read" + ALLOWED, null);
      }
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, new TrustManager[] {manager}, null);
      return new TrustStore(path, password, context.getSocketFactory(), manager);
    } catch (IOException | GeneralSecurityException | InvalidPathException e) {
      throw invalid("can't be read (" + e.getClass().getSimpleName() + ")" + ALLOWED, e);
    }
  }

  private static KeyStore load(Path path, String password)
      throws IOException, GeneralSecurityException {
    char[] secret = password.isEmpty() ? null : password.toCharArray();
    try (DataInputStream file =
        new DataInputStream(new BufferedInputStream(Files.newInputStream(path)))) {
      file.mark(Integer.BYTES);
      int beginning = file.readInt();
      file.reset();
      // Any text may stand before certificates in PEM.
      if (beginning == JKS || (beginning & PKCS12_MASK) == PKCS12) {
        return KeyStore.getInstance(path.toFile(), secret);
      }
      KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
      store.load(null, null);
      for (Certificate each : CertificateFactory.getInstance("X.509").generateCertificates(file)) {
        store.setCertificateEntry("certificate " + store.size(), each);
      }
      return store;
    }
  }

  private static HelpCrunchException invalid(String what, @Nullable Exception cause) {
    return new HelpCrunchException(
        ErrorCode.INVALID_PROPERTY, 0, "the file that trustStore names " + what, cause);
  }

  public SSLSocketFactory sockets() {
    return sockets;
  }

  public X509TrustManager manager() {
    return manager;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof TrustStore store
        && path.equals(store.path)
        && password.equals(store.password);
  }

  @Override
  public int hashCode() {
    return Objects.hash(path, password);
  }

  @Override
  public String toString() {
    return path;
  }
}
