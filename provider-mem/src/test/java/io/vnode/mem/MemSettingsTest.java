package io.vnode.mem;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vnode.engine.AtimePolicy;
import java.io.IOException;
import java.net.URI;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystemException;
import java.nio.file.FileSystemNotFoundException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What can be set for a memfs, by the env map and by the builder, and what holds otherwise. */
class MemSettingsTest {
  private static final URI SCRATCH = URI.create("memfs://settings");

  private FileSystem open;

  private FileSystem with(Object... env) throws IOException {
    close();
    Map<String, Object> map = new HashMap<>();
    for (int i = 0; i < env.length; i += 2) {
      map.put((String) env[i], env[i + 1]);
    }
    open = FileSystems.newFileSystem(SCRATCH, map);
    return open;
  }

  @AfterEach
  void close() throws IOException {
    if (open != null) {
      ((MemFileSystem) open).namespace().verify();
      open.close();
    }
  }

  private static String owner(Path path) throws IOException {
    Map<String, Object> unix = Files.readAttributes(path, "unix:uid,gid,owner,group,mode");
    return String.format(
        "%s(%s):%s(%s) %o",
        unix.get("owner"),
        unix.get("uid"),
        unix.get("group"),
        unix.get("gid"),
        (Integer) unix.get("mode"));
  }

  /** A fresh file system. */
  @Test
  void thereAreARootOfTheActingUserAndATmpForEverybody() throws IOException {
    FileSystem fresh = with("user", "alice", "group", "staff");
    assertEquals("alice(1000):staff(1000) 40755", owner(fresh.getPath("/")));
    assertEquals("root(0):root(0) 41777", owner(fresh.getPath("/tmp")));
    assertEquals("/", fresh.getPath("").toAbsolutePath().toString());
    try (var entries = Files.list(fresh.getPath("/"))) {
      assertEquals(List.of("/tmp"), entries.map(Path::toString).toList());
    }
  }

  /** Who acts is the user of the JVM, and never root without being asked. */
  @Test
  void theActingUserIsNotRootUnlessAskedFor() throws IOException {
    String expected = System.getProperty("user.name").equals("root") ? "user" : null;
    if (expected == null) {
      expected = System.getProperty("user.name");
    }
    Path root = with().getPath("/");
    assertEquals(expected, Files.getOwner(root).getName());
    assertEquals(1000, Files.getAttribute(root, "unix:uid"));
  }

  /** capabilities(7), CAP_DAC_OVERRIDE. */
  @Test
  void userRootOverridesPermissions() throws IOException {
    Path file = Files.createFile(with("user", "root").getPath("/file"));
    assertEquals("root(0):root(0) 100644", owner(file));
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("---------"));
    Files.writeString(file, "written");
  }

  /** access(2), EACCES. */
  @Test
  void permissionsAreCheckedUnlessIgnored() throws IOException {
    Path file = Files.createFile(with().getPath("/file"));
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("---------"));
    assertThrows(AccessDeniedException.class, () -> Files.readString(file));
    Path free = Files.createFile(with("permissions", "ignore").getPath("/file"));
    Files.setPosixFilePermissions(free, PosixFilePermissions.fromString("---------"));
    assertEquals("", Files.readString(free));
  }

  /** umask(2). */
  @ParameterizedTest
  @CsvSource({"022, rw-r--r--", "0077, rw-------", "0, rw-rw-rw-", "777, ---------"})
  void theUmaskIsOctal(String umask, String permissions) throws IOException {
    Path file = Files.createFile(with("umask", umask).getPath("/file"));
    assertEquals(permissions, PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
    Path same = Files.createFile(with("umask", Integer.parseInt(umask, 8)).getPath("/file"));
    assertEquals(permissions, PosixFilePermissions.toString(Files.getPosixFilePermissions(same)));
  }

  /** Sizes with and without units. */
  @ParameterizedTest
  @CsvSource({
    "4096, 4096",
    "'1 GiB', 1073741824",
    "64MiB, 67108864",
    "'10 KiB', 10240",
    "12 B, 12",
    "7EiB, 8070450532247928832",
    "0, 0"
  })
  void capacityIsASize(String capacity, long bytes) throws IOException {
    assertEquals(bytes, total(with("capacity", capacity)));
    assertEquals(bytes, total(with("capacity", bytes)));
    try (FileSystem built = MemFs.builder().capacity(capacity).build()) {
      assertEquals(bytes, total(built));
    }
  }

  private static long total(FileSystem fileSystem) throws IOException {
    return fileSystem.getFileStores().iterator().next().getTotalSpace();
  }

  /** write(2), ENOSPC and EFBIG; open(2), ENOSPC for inodes. */
  @Test
  void limitsHold() throws IOException {
    FileSystem small = with("capacity", "64 KiB", "inodes", 4, "maxFileSize", "32 KiB");
    Files.write(small.getPath("/one"), new byte[32 * 1024]);
    Path two = small.getPath("/two");
    assertEquals("File too large", refusal(two, 32 * 1024 + 1));
    Files.write(two, new byte[30 * 1024]);
    assertEquals("No space left on device", refusal(small.getPath("/three"), 0));
  }

  private static String refusal(Path file, int length) {
    return assertThrows(FileSystemException.class, () -> Files.write(file, new byte[length]))
        .getReason();
  }

  /** The clock is whatever tells instants. */
  @Test
  void timesComeFromTheClock() throws IOException {
    Instant moment = Instant.ofEpochSecond(1_234_567_890, 123_456_789);
    Clock clock = Clock.fixed(moment, ZoneOffset.UTC);
    Path file = Files.createFile(with("clock", clock).getPath("/file"));
    assertEquals(FileTime.from(moment), Files.getLastModifiedTime(file));
    try (FileSystem built = MemFs.builder().clock(() -> moment).build()) {
      assertEquals(FileTime.from(moment), Files.getLastModifiedTime(built.getPath("/tmp")));
    }
  }

  /** mount(8): relatime, strictatime, noatime. */
  @ParameterizedTest
  @CsvSource({"relatime, 3, 3", "strict, 3, 5", "none, 1, 1"})
  void readsRenewTheAccessTimeByPolicy(String atime, long first, long second) throws IOException {
    long[] now = {1};
    java.time.InstantSource clock = () -> Instant.ofEpochSecond(now[0]);
    Path file = with("atime", atime, "clock", clock).getPath("/file");
    Files.writeString(file, "text");
    now[0] = 3;
    Files.readString(file);
    assertEquals(first, accessed(file));
    now[0] = 5;
    Files.readString(file);
    assertEquals(second, accessed(file));
  }

  private static long accessed(Path file) throws IOException {
    return ((FileTime) Files.getAttribute(file, "lastAccessTime")).toInstant().getEpochSecond();
  }

  /** credentials(7). */
  @Test
  void aViewActsAsAnotherUser() throws IOException {
    try (MemFileSystem fileSystem =
        MemFs.builder()
            .user("alice")
            .group("staff")
            .groups("audio")
            .users("bob", "carol")
            .build()) {
      Path bobs = Files.createFile(fileSystem.as("bob", "audio").getPath("/tmp/file"));
      assertEquals("bob(1001):bob(1001) 100644", owner(bobs));
      assertThrows(
          AccessDeniedException.class,
          () -> Files.writeString(fileSystem.getPath("/tmp/file"), "mine"));
      String unknown =
          assertThrows(IllegalArgumentException.class, () -> fileSystem.as("eve")).getMessage();
      assertTrue(unknown.contains("eve"), unknown);
      assertThrows(IllegalArgumentException.class, () -> fileSystem.as("bob", "nobodies"));
    }
  }

  /** The builder and the env map set the same. */
  @Test
  void theBuilderSetsWhatTheEnvMapSets() throws IOException {
    try (FileSystem built =
        MemFs.builder()
            .name("settings")
            .capacity("1 MiB")
            .inodes(100)
            .maxFileSize("1 KiB")
            .umask(027)
            .user("alice")
            .group("staff")
            .groups("audio", "video")
            .users("bob")
            .permissions(false)
            .atime(AtimePolicy.NEVER)
            .coarseLocks(true)
            .build()) {
      assertEquals("memfs://settings/", built.getPath("/").toUri().toString());
      Path file = Files.createFile(built.getPath("/file"));
      assertEquals("alice(1000):staff(1000) 100640", owner(file));
      assertEquals(1024 * 1024, total(built));
    }
  }

  /** One clear sentence: key, value and what it takes. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "capacity    | lots     | a size: write 4096, 64 KiB, 1 GiB",
        "capacity    | -1       | a size: write 4096, 64 KiB, 1 GiB",
        "capacity    | 16 EiB   | a size: write 4096, 64 KiB, 1 GiB",
        "capacity    | 1 GB     | a size: write 4096, 64 KiB, 1 GiB",
        "maxFileSize | ''       | a size: write 4096, 64 KiB, 1 GiB",
        "inodes      | 1        | a count: write a whole number from 2 on",
        "umask       | 888      | a mode in octal digits: write 022 or 077",
        "umask       | rw-r--r--| a mode in octal digits: write 022 or 077",
        "user        | ''       | a user's name",
        "user        | a:b      | a user's name",
        "user        | 1000     | a user's name",
        "group       | a/b      | a group's name",
        "groups      | a,,b     | a list of groups: write wheel, audio",
        "users       | bob,     | a list of users: write bob, carol",
        "permissions | maybe    | one of check, ignore",
        "atime       | noatime  | one of relatime, strict, none",
        "clock       | noon     | a java.time.InstantSource",
        "locks       | none     | one of fine, coarse"
      })
  void aValueThatIsNoneIsRefusedInOneSentence(String key, String value, String takes) {
    IllegalArgumentException refused =
        assertThrows(IllegalArgumentException.class, () -> with(key, value));
    assertEquals("memfs: " + key + ": '" + value + "' is not " + takes, refused.getMessage());
    assertThrows(FileSystemNotFoundException.class, () -> FileSystems.getFileSystem(SCRATCH));
  }

  /** An unknown key is refused, and those that there are are named. */
  @Test
  void aKeyThatIsNoneIsRefused() {
    String message =
        assertThrows(IllegalArgumentException.class, () -> with("capasity", "1 GiB")).getMessage();
    assertTrue(message.startsWith("memfs: 'capasity' is not a setting: there are "), message);
    assertTrue(message.contains("capacity"), message);
  }

  /** The builder refuses at once. */
  @Test
  void theBuilderRefusesWhereTheMistakeIs() {
    MemFs.Builder builder = MemFs.builder();
    assertThrows(IllegalArgumentException.class, () -> builder.capacity("lots"));
    assertThrows(IllegalArgumentException.class, () -> builder.umask(01000));
    assertThrows(IllegalArgumentException.class, () -> builder.user(null));
    assertFalse(builder.build().isReadOnly());
  }
}
