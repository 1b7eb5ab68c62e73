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

/**
 * The service that makes {@code path.toUri().toURL()} work for the schemes of all our providers.
 *
 * <p>A scheme is known from the making of its first provider on. Asking the JVM for its providers
 * instead could come round in a circle: one of them may need a URL while it is loaded.
 */
public final class VfsUrlHandlers extends URLStreamHandlerProvider {
  private static final Map<String, VfsFileSystemProvider> SCHEMES = new ConcurrentHashMap<>();

  /** The service; what it knows is the same for all instances. */
  public VfsUrlHandlers() {}

  /** Makes URLs of the scheme of {@code provider} lead to the paths that their URIs stand for. */
  static void add(VfsFileSystemProvider provider) {
    SCHEMES.put(provider.getScheme(), provider);
  }

  @Override
  public URLStreamHandler createURLStreamHandler(String protocol) {
    VfsFileSystemProvider provider = SCHEMES.get(protocol);
    return provider == null ? null : new Handler(provider);
  }

  /** The handler of one scheme. */
  private static final class Handler extends URLStreamHandler {
    private final VfsFileSystemProvider provider;

    Handler(VfsFileSystemProvider provider) {
      this.provider = provider;
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
        return provider.getPath(new URI(fragment < 0 ? text : text.substring(0, fragment)));
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
