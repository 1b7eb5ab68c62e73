package io.vnode.nio;

import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.net.URLConnection;
import java.net.URLStreamHandler;
import java.net.spi.URLStreamHandlerProvider;
import java.nio.file.FileSystemNotFoundException;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/**
 * The service that makes {@code path.toUri().toURL()} work for the schemes of all our providers.
 *
 * <p>A scheme is known from the making of its first provider on. Asking the JVM for its providers
 * instead could come round in a circle: one of them may need a URL while it is loaded.
 */
public final class VfsUrlHandlers extends URLStreamHandlerProvider {
  private static final Map<String, Function<URI, VfsPath>> SCHEMES = new ConcurrentHashMap<>();

  /** The service; what it knows is the same for all instances. */
  public VfsUrlHandlers() {}

  /** Makes URLs of {@code scheme} lead to the {@code paths} that their URIs stand for. */
  static void add(String scheme, Function<URI, VfsPath> paths) {
    SCHEMES.put(scheme, paths);
  }

  @Override
  public URLStreamHandler createURLStreamHandler(String protocol) {
    Function<URI, VfsPath> paths = SCHEMES.get(protocol);
    return paths == null ? null : new Handler(paths);
  }

  /** The handler of one scheme. */
  private static final class Handler extends URLStreamHandler {
    private final Function<URI, VfsPath> paths;

    Handler(Function<URI, VfsPath> paths) {
      this.paths = paths;
    }

    @Override
    protected URLConnection openConnection(URL url) throws IOException {
      return new VfsUrlConnection(url, path(url));
    }

    /**
     * The file. A fragment is for whoever reads it (RFC 3986, section 3.5): the JDK puts {@code
     * #runtime} behind the URLs of jars.
     */
    private VfsPath path(URL url) throws IOException {
      String text = url.toExternalForm();
      int fragment = text.indexOf('#');
      try {
        return paths.apply(new URI(fragment < 0 ? text : text.substring(0, fragment)));
      } catch (URISyntaxException | IllegalArgumentException | FileSystemNotFoundException e) {
        throw new IOException(url + ": " + e.getMessage(), e);
      }
    }

    /** None: the authority names a file system, and nobody shall ask the network for it. */
    @Override
    protected InetAddress getHostAddress(URL url) {
      return null;
    }

    @Override
    protected boolean hostsEqual(URL one, URL other) {
      return Objects.equals(one.getAuthority(), other.getAuthority());
    }
  }
}
