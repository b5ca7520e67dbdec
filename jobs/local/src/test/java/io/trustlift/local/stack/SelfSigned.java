package io.trustlift.local.stack;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/**
 * A key of this machine's with a certificate that nobody vouches for but itself, made by the JDK's
 * own tool.
 *
 * @param keyStore in PKCS12
 * @param password of the key store
 * @param certificate in PEM: what clients are told to trust
 */
record SelfSigned(Path keyStore, String password, Path certificate) {

  private static final String ALIAS = "server";

  static SelfSigned make(Path folder, String password) throws Exception {
    Files.createDirectories(folder);
    Path passwordFile = Files.writeString(folder.resolve("store-password"), password);
    SelfSigned made =
        new SelfSigned(folder.resolve("server.p12"), password, folder.resolve("server.pem"));
    keytool(
        passwordFile,
        made.keyStore(),
        List.of("-genkeypair", "-keyalg", "EC", "-dname", "CN=127.0.0.1", "-validity", "2"),
        List.of("-ext", "san=ip:127.0.0.1,dns:localhost"));
    keytool(
        passwordFile,
        made.keyStore(),
        List.of("-exportcert", "-rfc"),
        List.of("-file", made.certificate().toString()));
    return made;
  }

  private static void keytool(
      Path passwordFile, Path keyStore, List<String> what, List<String> more)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
    command.addAll(what);
    command.addAll(
        List.of("-alias", ALIAS, "-keystore", keyStore.toString(), "-storetype", "PKCS12"));
    command.addAll(List.of("-storepass:file", passwordFile.toString()));
    command.addAll(more);
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes());
    if (process.waitFor() != 0) {
      throw new IllegalStateException("keytool failed: " + said);
    }
  }

  /** For a server that shows this certificate. */
  SSLContext serverContext() throws GeneralSecurityException, IOException {
    KeyStore store = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(keyStore)) {
      store.load(in, password.toCharArray());
    }
    KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    keys.init(store, password.toCharArray());
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(keys.getKeyManagers(), null, null);
    return context;
  }
}
