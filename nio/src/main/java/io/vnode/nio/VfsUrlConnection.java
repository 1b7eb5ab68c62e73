package io.vnode.nio;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.common.collect.ImmutableMap;
import com.google.common.collect.Maps;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.net.URLConnection;
import java.nio.file.ClosedFileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A file as a URL shows it: to be read, with its length, type and time of modification.
 *
 * <p>Of a directory one reads the names in it, one in a line, as with the JDK's {@code file:} URLs.
 * What a file is is found out once, when first asked for; it is opened when it is read.
 */
final class VfsUrlConnection extends URLConnection {
  private static final String TYPE = "content-type";
  private static final String LENGTH = "content-length";
  private static final String MODIFIED = "last-modified";

  private final Path path;

  /** Null until connected. */
  private BasicFileAttributes attributes;

  /** Null until connected. */
  private ImmutableMap<String, String> headers;

  /** Null until asked for. */
  private InputStream content;

  VfsUrlConnection(URL url, Path path) {
    super(url);
    this.path = path;
  }

  @Override
  public void connect() throws IOException {
    if (connected) {
      return;
    }
    try {
      attributes = Files.readAttributes(path, BasicFileAttributes.class);
    } catch (ClosedFileSystemException e) {
      throw new IOException(url + ": the file system is closed", e);
    }
    headers = attributes.isDirectory() ? ImmutableMap.of(TYPE, "text/plain") : fileHeaders();
    connected = true;
  }

  private ImmutableMap<String, String> fileHeaders() {
    ImmutableMap.Builder<String, String> made = ImmutableMap.builder();
    String type = guessContentTypeFromName(path.toString());
    if (type != null) {
      made.put(TYPE, type);
    }
    Instant modified = attributes.lastModifiedTime().toInstant();
    return made.put(LENGTH, Long.toString(attributes.size()))
        .put(
            MODIFIED,
            DateTimeFormatter.RFC_1123_DATE_TIME.format(modified.atOffset(ZoneOffset.UTC)))
        .buildOrThrow();
  }

  /** The same stream each time, as of the JDK's {@code file:} URLs. */
  @Override
  public InputStream getInputStream() throws IOException {
    connect();
    if (content == null) {
      try {
        content = attributes.isDirectory() ? listing() : Files.newInputStream(path);
      } catch (ClosedFileSystemException e) {
        throw new IOException(url + ": the file system is closed", e);
      }
    }
    return content;
  }

  private InputStream listing() throws IOException {
    try (Stream<Path> entries = Files.list(path)) {
      String lines =
          entries.map(entry -> entry.getFileName() + "\n").sorted().collect(Collectors.joining());
      return new ByteArrayInputStream(lines.getBytes(UTF_8));
    }
  }

  /** The headers; none when the file cannot be looked at, for there is no way to say so. */
  private ImmutableMap<String, String> headers() {
    try {
      connect();
      return headers;
    } catch (IOException e) {
      return ImmutableMap.of();
    }
  }

  @Override
  public String getHeaderField(String name) {
    return name == null ? null : headers().get(name.toLowerCase(Locale.ROOT));
  }

  @Override
  public String getHeaderField(int n) {
    List<String> values = headers().values().asList();
    return n >= 0 && n < values.size() ? values.get(n) : null;
  }

  @Override
  public String getHeaderFieldKey(int n) {
    List<String> keys = headers().keySet().asList();
    return n >= 0 && n < keys.size() ? keys.get(n) : null;
  }

  @Override
  public Map<String, List<String>> getHeaderFields() {
    return Maps.transformValues(headers(), List::of);
  }

  /** The time in full; the header has it to the second. */
  @Override
  public long getLastModified() {
    return headers().isEmpty() ? 0 : attributes.lastModifiedTime().toMillis();
  }
}
