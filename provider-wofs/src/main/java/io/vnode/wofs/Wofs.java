package io.vnode.wofs;

import io.vnode.engine.Credentials;
import io.vnode.engine.Errno;
import io.vnode.engine.Namespace;
import io.vnode.engine.OpenFile;
import io.vnode.engine.VfsException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The write-once file system as C programs know it: numbers for open files, and negative numbers
 * for what went wrong.
 *
 * <pre>{@code
 * Wofs wofs = new Wofs();
 * wofs.mount(Path.of("filesystem.img"));
 * int fd = wofs.create("example.txt", 0);
 * wofs.write(fd, data, data.length);
 * wofs.close(fd);
 * wofs.unmount();
 * }</pre>
 *
 * <p>Each call answers what it promises, or the number of an error of POSIX as Linux counts them,
 * negated: {@code -EEXIST} is -17. Names are paths from the root. A blank disk formats itself.
 */
public final class Wofs {
  /** A file is opened to be read. */
  public static final int RDONLY = 0;

  /** A file is opened to be written. */
  public static final int WRONLY = 1;

  /** A file is opened for both; one that is {@linkplain #create made} always is. */
  public static final int RDWR = 2;

  private static final int ACCESS = 3;

  /** As many files can be open at once. */
  private static final int OPEN_MAX = 1024;

  private static final int MODE = 0644;

  /** What is mounted, or null. This and what follows is guarded by the monitor. */
  private WofsFileSystem mounted;

  /** By their numbers; null where one is free. */
  private final List<OpenFile> open = new ArrayList<>();

  /** Nothing is mounted yet. */
  public Wofs() {}

  /** What a call does. */
  private interface Call {
    int run() throws IOException;
  }

  /** Answers what {@code call} does, or what went wrong. */
  private static int answer(Call call) {
    try {
      return call.run();
    } catch (VfsException e) {
      return -e.errno().linux();
    } catch (IOException e) {
      return -Errno.EIO.linux();
    }
  }

  private static VfsException failure(Errno errno) {
    return VfsException.of(errno);
  }

  /** {@code wo_mount}: mounts the image at {@code disk}, or makes one there. Answers 0. */
  public synchronized int mount(Path disk) {
    return mount(disk, Map.of());
  }

  /** As {@link #mount(Path)}, with settings of the package. */
  public synchronized int mount(Path disk, Map<String, ?> settings) {
    return answer(() -> {
      if (mounted != null) {
        throw failure(Errno.EBUSY);
      }
      mounted = WofsFileSystem.mount(disk, settings);
      return 0;
    });
  }

  /**
   * {@code wo_unmount}: closes all files and writes what has changed to the disk. Answers 0. When
   * this fails it may be called again.
   */
  public synchronized int unmount() {
    return answer(() -> {
      WofsFileSystem fileSystem = mounted();
      for (OpenFile file : open) {
        if (file != null) {
          file.close();
        }
      }
      open.clear();
      fileSystem.close();
      mounted = null;
      return 0;
    });
  }

  /** {@code wo_open}: opens the file {@code name}. Answers its number, the least that is free. */
  public synchronized int open(String name, int flags) {
    return answer(() -> open(name, access(flags), false));
  }

  /** {@code wo_create}: makes the file {@code name}, for both reading and writing. */
  public synchronized int create(String name, int flags) {
    int how = OpenFile.READ | OpenFile.WRITE | OpenFile.CREATE | OpenFile.EXCLUSIVE;
    return answer(() -> open(name, how, true));
  }

  private static int access(int flags) throws VfsException {
    return switch (flags & ACCESS) {
      case RDONLY -> OpenFile.READ;
      case WRONLY -> OpenFile.WRITE;
      case RDWR -> OpenFile.READ | OpenFile.WRITE;
      default -> throw failure(Errno.EINVAL);
    };
  }

  private int open(String name, int how, boolean makes) throws IOException {
    WofsFileSystem fileSystem = mounted();
    int number = free();
    Namespace namespace = fileSystem.namespace();
    Credentials who = fileSystem.credentials();
    if (name.isEmpty() || name.indexOf('\0') >= 0) {
      throw failure(name.isEmpty() ? Errno.ENOENT : Errno.EINVAL);
    }
    String[] names = fileSystem.getPath("/").resolve(name).toString().substring(1).split("/");
    OpenFile file = namespace.open(who, namespace.root(), names, 0, how, makes ? MODE : 0);
    open.set(number, file);
    return number;
  }

  /** The least number that is free. */
  private int free() throws VfsException {
    int number = open.indexOf(null);
    if (number >= 0) {
      return number;
    }
    if (open.size() == OPEN_MAX) {
      throw failure(Errno.EMFILE);
    }
    open.add(null);
    return open.size() - 1;
  }

  /**
   * {@code wo_read}: reads up to {@code bytes} bytes at the place where the file is into {@code
   * buffer}. Answers how many; 0 at the end.
   */
  public synchronized int read(int fd, byte[] buffer, int bytes) {
    return answer(() -> Math.max(0, file(fd).read(buffer(buffer, bytes))));
  }

  /**
   * {@code wo_write}: writes {@code bytes} bytes of {@code buffer} at the place where the file is.
   * Answers how many; fewer only when the disk is full.
   */
  public synchronized int write(int fd, byte[] buffer, int bytes) {
    return answer(() -> file(fd).write(buffer(buffer, bytes)));
  }

  /** {@code wo_close}: ends the use of an open file. Answers 0. */
  public synchronized int close(int fd) {
    return answer(() -> {
      OpenFile file = file(fd);
      open.set(fd, null);
      file.close();
      return 0;
    });
  }

  private static ByteBuffer buffer(byte[] buffer, int bytes) throws VfsException {
    if (bytes < 0 || bytes > buffer.length) {
      throw failure(bytes < 0 ? Errno.EINVAL : Errno.EFAULT);
    }
    return ByteBuffer.wrap(buffer, 0, bytes);
  }

  private WofsFileSystem mounted() throws VfsException {
    if (mounted == null) {
      throw failure(Errno.ENODEV);
    }
    return mounted;
  }

  private OpenFile file(int fd) throws VfsException {
    OpenFile file = fd < 0 || fd >= open.size() ? null : open.get(fd);
    if (file == null) {
      throw failure(Errno.EBADF);
    }
    return file;
  }
}
