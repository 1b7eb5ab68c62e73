package io.vnode.nio.volume;

import com.google.common.collect.Sets;
import io.vnode.engine.Access;
import io.vnode.engine.Body;
import io.vnode.engine.Change;
import io.vnode.engine.Errno;
import io.vnode.engine.Inode;
import io.vnode.engine.Stat;
import io.vnode.engine.VfsException;
import io.vnode.engine.Xattrs;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.AccessMode;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.UserDefinedFileAttributeView;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What one path of any file system leads to: the attributes, the bytes, and what the host allows.
 * Links are followed if whoever gave the path has said so; the path is then his, and not a name
 * that a stranger may swap.
 */
public final class HostFile {
  /** The namespace of the attributes that users make up. */
  private static final String USER = "user.";

  private final Path path;
  private final LinkOption[] options;

  private HostFile(Path path, LinkOption... options) {
    this.path = path;
    this.options = options;
  }

  /** What {@code path} leads to, through links if there are some. */
  public static HostFile followed(Path path) {
    return new HostFile(path);
  }

  /** What is at {@code path}, be it a link. */
  static HostFile at(Path path) {
    return new HostFile(path, LinkOption.NOFOLLOW_LINKS);
  }

  /** Fills {@code into} with the attributes, as those of {@code self}, and answers it. */
  public Stat stat(Stat into, Inode self) throws IOException {
    if (into.detail() == Stat.Detail.BASIC) {
      BasicFileAttributes known =
          HostErrors.asking(() -> Files.readAttributes(path, BasicFileAttributes.class, options));
      HostStat.fillBasic(known, into, self);
    } else {
      stat(into.detail()).fill(into, self);
    }
    return into;
  }

  HostStat stat(Stat.Detail detail) throws IOException {
    return HostViews.of(path.getFileSystem()).stat(path, detail, options);
  }

  /** Passes {@code change} on, which is made {@code now}. */
  public void apply(Change change, long now) throws IOException {
    HostErrors.telling(() -> HostChange.of(path, options).apply(change, now));
  }

  /**
   * Opens the bytes.
   *
   * @param flags how, in the constants of {@link io.vnode.engine.OpenFile}
   */
  public Body open(int flags) throws IOException {
    return HostErrors.asking(
        () -> new NioBody(Files.newByteChannel(path, NioBody.options(flags)), null));
  }

  /** The user attributes, under the names that the engine has for them. */
  public Xattrs readXattrs() throws IOException {
    return HostErrors.asking(() -> {
      UserDefinedFileAttributeView view = userView();
      Map<String, byte[]> values = new HashMap<>();
      for (String name : view.list()) {
        ByteBuffer value = ByteBuffer.allocate(view.size(name));
        view.read(name, value);
        values.put(USER + name, Arrays.copyOf(value.array(), value.position()));
      }
      return Xattrs.of(values);
    });
  }

  /** Makes the user attributes those of {@code replacement}, or none when that is null. */
  public void setXattrs(Xattrs replacement) throws IOException {
    Xattrs before = readXattrs();
    Set<String> names = replacement == null ? Set.of() : replacement.names();
    HostErrors.telling(() -> {
      for (String name : names) {
        if (!Arrays.equals(before.get(name), replacement.get(name))) {
          userView().write(userName(name), ByteBuffer.wrap(replacement.get(name)));
        }
      }
      for (String name : Sets.difference(before.names(), names)) {
        userView().delete(userName(name));
      }
    });
  }

  /**
   * @throws VfsException EOPNOTSUPP for what has no namespace, or one that is not for users
   */
  private static String userName(String name) throws VfsException {
    if (!name.startsWith(USER)) {
      throw VfsException.of(Errno.EOPNOTSUPP);
    }
    return name.substring(USER.length());
  }

  private UserDefinedFileAttributeView userView() throws VfsException {
    UserDefinedFileAttributeView view =
        Files.getFileAttributeView(path, UserDefinedFileAttributeView.class, options);
    if (view == null) {
      throw VfsException.of(Errno.EOPNOTSUPP);
    }
    return view;
  }

  /** Ends what {@link #open} began. */
  public static void close(Body body) throws IOException {
    ((NioBody) body).close();
  }

  /** Whether the host allows this process all of {@code want}, of the constants of Access. */
  public boolean allows(int want) throws IOException {
    try {
      HostErrors.telling(() -> path.getFileSystem().provider().checkAccess(path, modes(want)));
      return true;
    } catch (VfsException e) {
      if (e.errno() == Errno.EACCES || e.errno() == Errno.EROFS) {
        return false;
      }
      throw e;
    }
  }

  private static AccessMode[] modes(int want) {
    List<AccessMode> modes = new ArrayList<>();
    if ((want & Access.READ) != 0) {
      modes.add(AccessMode.READ);
    }
    if ((want & Access.WRITE) != 0) {
      modes.add(AccessMode.WRITE);
    }
    if ((want & Access.EXECUTE) != 0) {
      modes.add(AccessMode.EXECUTE);
    }
    return modes.toArray(AccessMode[]::new);
  }
}
