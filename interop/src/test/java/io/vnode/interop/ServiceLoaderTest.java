package io.vnode.interop;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.net.JarURLConnection;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.ServiceLoader;
import java.util.function.Supplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Services and resources in jars in memory, found by URL: {@code jar:memfs://name/x.jar!/y}. */
class ServiceLoaderTest extends InMemory {
  private Path jar;

  @BeforeEach
  void makeJar() throws IOException {
    Path classes = directory("/classes");
    String name = Service.class.getName();
    Path file = classes.resolve(name.replace('.', '/') + ".class");
    Files.createDirectories(file.getParent());
    try (InputStream in = Service.class.getResourceAsStream("ServiceLoaderTest$Service.class")) {
      Files.copy(in, file);
    }
    file("/classes/META-INF/services/" + Supplier.class.getName(), name + "\n");
    file("/classes/a resource.txt", "found");
    jar = Jars.of(classes, path("/a service.jar"));
  }

  private URL inJar(String entry) throws IOException {
    return URI.create("jar:" + jar.toUri() + "!/" + entry).toURL();
  }

  /** {@link ServiceLoader#load(Class, ClassLoader)}. */
  @Test
  void aServiceIsFoundInAJar() throws IOException {
    URL[] urls = {jar.toUri().toURL()};
    try (URLClassLoader loader = new URLClassLoader(urls, null)) {
      List<?> found =
          ServiceLoader.load(Supplier.class, loader).stream()
              .map(ServiceLoader.Provider::get)
              .toList();
      assertEquals(1, found.size());
      assertSame(loader, found.get(0).getClass().getClassLoader());
      assertNotEquals(Service.class, found.get(0).getClass());
      assertEquals("served", ((Supplier<?>) found.get(0)).get());
    }
  }

  /** {@link JarURLConnection}: the JDK's handler of {@code jar:} over ours. */
  @Test
  void aJarUrlReadsAnEntry() throws IOException {
    URL url = inJar("a%20resource.txt");
    JarURLConnection connection = (JarURLConnection) url.openConnection();
    connection.setUseCaches(false);
    assertEquals("a resource.txt", connection.getEntryName());
    assertEquals(jar, Path.of(URI.create(connection.getJarFileURL().toString())));
    try (InputStream in = connection.getInputStream()) {
      assertEquals("found", new String(in.readAllBytes(), UTF_8));
    }
  }

  /** {@link JarURLConnection#connect}: what is not in the jar, and a jar that is not there. */
  @Test
  void aMissingEntryIsNotFound() throws IOException {
    assertThrows(FileNotFoundException.class, () -> inJar("missing").openStream());
    Files.delete(jar);
    JarURLConnection connection = (JarURLConnection) inJar("a%20resource.txt").openConnection();
    connection.setUseCaches(false);
    assertThrows(IOException.class, connection::getInputStream);
  }

  /** What the jar serves. */
  public static final class Service implements Supplier<String> {
    /** Made by the service loader. */
    public Service() {}

    @Override
    public String get() {
      return "served";
    }
  }
}
