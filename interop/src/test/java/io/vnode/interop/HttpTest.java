package io.vnode.interop;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** {@code java.net.http}: bodies that are files in memory, sent to a server and back. */
class HttpTest extends InMemory {
  private static final int BODY_BYTES = 1 << 20;

  private HttpServer server;
  private URI uri;

  /** A server that answers with what it was sent. */
  @BeforeEach
  void serve() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", HttpTest::echo);
    server.start();
    InetSocketAddress address = server.getAddress();
    uri = URI.create("http://" + address.getHostString() + ":" + address.getPort() + "/");
  }

  private static void echo(HttpExchange exchange) throws IOException {
    byte[] body = exchange.getRequestBody().readAllBytes();
    exchange.sendResponseHeaders(200, body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  /** {@link BodyPublishers#ofFile} and {@link BodyHandlers#ofFile}. */
  @Test
  void bodiesAreSentFromAFileAndReceivedIntoAFile() throws Exception {
    byte[] bytes = new byte[BODY_BYTES];
    new Random(1).nextBytes(bytes);
    Path sent = Files.write(path("/sent"), bytes);
    HttpRequest request = HttpRequest.newBuilder(uri).POST(BodyPublishers.ofFile(sent)).build();
    HttpResponse<Path> response =
        HttpClient.newHttpClient()
            .send(
                request,
                BodyHandlers.ofFile(
                    path("/received"), StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE));
    assertEquals(200, response.statusCode());
    assertEquals(path("/received"), response.body());
    assertArrayEquals(bytes, Files.readAllBytes(path("/received")));
  }

  /** {@link BodyPublishers#ofFile}: FileNotFoundException. */
  @Test
  void aBodyThatIsNotThereIsRefused() {
    assertThrows(FileNotFoundException.class, () -> BodyPublishers.ofFile(path("/missing")));
  }
}
