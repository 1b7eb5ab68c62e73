package io.vnode.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotSame;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The table of errors: its numbers, and that {@code docs/ERRNO.md} says the same. */
class ErrnoTest {
  private static final Path DOCUMENT = Path.of("..", "docs", "ERRNO.md");

  /** The enum {@code $errno} of WASI preview 1, typenames.witx, in its order. */
  private static final List<String> WASI =
      List.of(
          ("success 2big acces addrinuse addrnotavail afnosupport again already badf badmsg busy "
                  + "canceled child connaborted connrefused connreset deadlk destaddrreq dom dquot "
                  + "exist fault fbig hostunreach idrm ilseq inprogress intr inval io isconn isdir "
                  + "loop mfile mlink msgsize multihop nametoolong netdown netreset netunreach "
                  + "nfile nobufs nodev noent noexec nolck nolink nomem nomsg noprotoopt nospc "
                  + "nosys notconn notdir notempty notrecoverable notsock notsup notty nxio "
                  + "overflow ownerdead perm pipe proto protonosupport prototype range rofs spipe "
                  + "srch stale timedout txtbsy xdev notcapable")
              .split(" "));

  // WASI preview 1, typenames.witx: $errno; two of ours have another name there.
  @Test
  void wasiNumbersAreThePlacesInTheWitx() {
    assertEquals(77, WASI.size());
    for (Errno errno : Errno.values()) {
      String name =
          switch (errno) {
            case ENODATA -> "io";
            case EOPNOTSUPP -> "notsup";
            default -> errno.name().substring(1).toLowerCase(Locale.ROOT);
          };
      assertEquals(WASI.indexOf(name), errno.wasi(), errno.name());
    }
  }

  // Linux, include/uapi/asm-generic/errno-base.h and errno.h.
  @Test
  void linuxNumbersAreThoseOfTheGenericTable() {
    String base =
        "EPERM ENOENT ESRCH EINTR EIO ENXIO E2BIG ENOEXEC EBADF ECHILD EAGAIN ENOMEM EACCES EFAULT "
            + "ENOTBLK EBUSY EEXIST EXDEV ENODEV ENOTDIR EISDIR EINVAL ENFILE EMFILE ENOTTY "
            + "ETXTBSY EFBIG ENOSPC ESPIPE EROFS EMLINK EPIPE EDOM ERANGE EDEADLK ENAMETOOLONG "
            + "ENOLCK ENOSYS ENOTEMPTY ELOOP";
    List<String> lowest = List.of(base.split(" "));
    Map<String, Integer> numbers = new HashMap<>();
    lowest.forEach(name -> numbers.put(name, lowest.indexOf(name) + 1));
    numbers.putAll(Map.of("ENODATA", 61, "EOVERFLOW", 75, "EILSEQ", 84, "ENOTSOCK", 88));
    numbers.putAll(Map.of("EOPNOTSUPP", 95, "ESTALE", 116, "EDQUOT", 122, "ENOTCAPABLE", 1));
    for (Errno errno : Errno.values()) {
      assertEquals(numbers.get(errno.name()), errno.linux(), errno.name());
    }
  }

  // docs/ERRNO.md: a row for each, in the same order, with the same numbers and words.
  @Test
  void theDocumentIsTrue() throws IOException {
    List<String[]> rows =
        Files.readAllLines(DOCUMENT).stream()
            .filter(line -> line.startsWith("| E"))
            .map(line -> line.split(" *\\| *", -1))
            .toList();
    assertEquals(
        Arrays.stream(Errno.values()).map(ErrnoTest::row).toList(),
        rows.stream().map(row -> String.join(" ", Arrays.copyOfRange(row, 1, 6))).toList());
    for (String[] row : rows) {
      assertFalse(row[6].isBlank(), row[1]);
    }
  }

  private static String row(Errno errno) {
    return String.join(
        " ",
        errno.name(),
        Integer.toString(errno.linux()),
        Integer.toString(errno.wasi()),
        "`" + exception(errno.nio()) + "`",
        errno.message());
  }

  private static String exception(Errno.Nio nio) {
    return switch (nio) {
      case NO_SUCH_FILE -> "NoSuchFileException";
      case ALREADY_EXISTS -> "FileAlreadyExistsException";
      case NOT_EMPTY -> "DirectoryNotEmptyException";
      case NOT_DIRECTORY -> "NotDirectoryException";
      case ACCESS_DENIED -> "AccessDeniedException";
      case LOOP -> "FileSystemLoopException";
      case READ_ONLY -> "ReadOnlyFileSystemException";
      case OTHER -> "FileSystemException";
    };
  }

  // VfsException: no stack, the words of the error, and each time a new one.
  @Test
  void anExceptionCarriesItsErrorAndNothingElse() {
    VfsException exception = VfsException.of(Errno.ENOSPC);
    assertEquals(Errno.ENOSPC, exception.errno());
    assertEquals("No space left on device", exception.getMessage());
    assertEquals(0, exception.getStackTrace().length);
    assertNotSame(exception, VfsException.of(Errno.ENOSPC));
  }
}
