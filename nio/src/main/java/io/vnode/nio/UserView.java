package io.vnode.nio;

import io.vnode.engine.Errno;
import io.vnode.engine.Inode;
import io.vnode.engine.SymlinkNode;
import io.vnode.engine.VfsException;
import io.vnode.engine.Xattrs;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.FileSystemException;
import java.nio.file.attribute.UserDefinedFileAttributeView;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * The attributes that users make up: the extended attributes of the namespace {@code user}.
 *
 * <p>Files and directories have them, see {@code xattr(7)}; a special file has none, and a symbolic
 * link that is not followed refuses the question, as it does in the JDK.
 */
final class UserView implements UserDefinedFileAttributeView, NamedView {
  private static final String NAMESPACE = "user.";

  private final Location place;
  private final int flags;

  /** The view at {@code place}, walked to with {@code flags}. */
  UserView(Location place, int flags) {
    this.place = place;
    this.flags = flags;
  }

  @Override
  public String name() {
    return "user";
  }

  @Override
  public List<String> list() throws IOException {
    try {
      return xattrs().names().stream()
          .filter(name -> name.startsWith(NAMESPACE))
          .map(name -> name.substring(NAMESPACE.length()))
          .toList();
    } catch (VfsException e) {
      throw failure(e, "Unable to get list of extended attributes");
    }
  }

  @Override
  public int size(String name) throws IOException {
    try {
      return require(xattrs().length(key(name)));
    } catch (VfsException e) {
      throw failure(e, "Unable to get size of extended attribute '" + name + "'");
    }
  }

  private static int require(int length) throws VfsException {
    if (length < 0) {
      throw VfsException.of(Errno.ENODATA);
    }
    return length;
  }

  @Override
  public int read(String name, ByteBuffer destination) throws IOException {
    if (destination.isReadOnly()) {
      throw new IllegalArgumentException("Read-only buffer");
    }
    byte[] value = value(name);
    if (value.length > destination.remaining()) {
      throw failure(VfsException.of(Errno.ERANGE), reading(name));
    }
    destination.put(value);
    return value.length;
  }

  private byte[] value(String name) throws IOException {
    try {
      byte[] value = xattrs().get(key(name));
      if (value == null) {
        throw VfsException.of(Errno.ENODATA);
      }
      return value;
    } catch (VfsException e) {
      throw failure(e, reading(name));
    }
  }

  private static String reading(String name) {
    return "Error reading extended attribute '" + name + "'";
  }

  @Override
  public int write(String name, ByteBuffer source) throws IOException {
    byte[] value = new byte[source.remaining()];
    source.duplicate().get(value);
    try {
      change(name, value);
    } catch (VfsException e) {
      throw failure(e, "Error writing extended attribute '" + name + "'");
    }
    source.position(source.limit());
    return value.length;
  }

  @Override
  public void delete(String name) throws IOException {
    try {
      change(name, null);
    } catch (VfsException e) {
      throw failure(e, "Unable to delete extended attribute '" + name + "'");
    }
  }

  @Override
  public void set(String attribute, Object value) throws IOException {
    write(attribute, value instanceof byte[] bytes ? ByteBuffer.wrap(bytes) : (ByteBuffer) value);
  }

  @Override
  public Map<String, Object> read(String... attributes) throws IOException {
    Map<String, Object> values = new HashMap<>();
    for (String name : List.of(attributes).contains("*") ? list() : List.of(attributes)) {
      if (name.isEmpty()) {
        throw new IllegalArgumentException("'user:' not recognized");
      }
      values.put(name, value(name));
    }
    return values;
  }

  private static String key(String name) throws VfsException {
    if (Objects.requireNonNull(name, "name").isEmpty()) {
      throw VfsException.of(Errno.EINVAL);
    }
    return NAMESPACE + name;
  }

  private Inode inode() throws IOException {
    Inode inode = place.lookup(flags);
    if (inode instanceof SymlinkNode) {
      throw VfsException.of(Errno.EPERM);
    }
    return inode;
  }

  private Xattrs xattrs() throws IOException {
    return place.namespace().xattrs(place.who(), inode());
  }

  private void change(String name, byte[] value) throws IOException {
    inode(); // That nothing is there comes before what is wrong with the name.
    place.namespace().setXattr(place.who(), place.at(), place.names(), flags, key(name), value);
  }

  /** The exception for {@code e}; one that has no class of its own says in words what it was at. */
  private IOException failure(VfsException e, String what) {
    return e.errno().nio() == Errno.Nio.OTHER
        ? new FileSystemException(place.path().toString(), null, what + ": " + e.errno().message())
        : NioErrors.of(e, place.path());
  }
}
