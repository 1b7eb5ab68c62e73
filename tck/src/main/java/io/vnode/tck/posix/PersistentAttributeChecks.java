package io.vnode.tck.posix;

import static io.vnode.tck.Capability.HARD_LINKS;
import static io.vnode.tck.Capability.PERSISTENT;
import static io.vnode.tck.Capability.POSIX_PERMISSIONS;
import static io.vnode.tck.Capability.UNIX_ATTRIBUTES;
import static io.vnode.tck.Capability.USER_ATTRIBUTES;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.vnode.tck.Area;
import io.vnode.tck.Case;
import io.vnode.tck.Cites;
import io.vnode.tck.Fixture;
import io.vnode.tck.Needs;
import io.vnode.tck.OwnFileSystem;
import io.vnode.tck.Playground;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserDefinedFileAttributeView;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The attributes that files had are those they have when the file system is open again. */
@Area(value = "posix.persistent.attributes", source = "POSIX.1-2024")
@Needs(PERSISTENT)
@OwnFileSystem
final class PersistentAttributeChecks {
  private static final long BACK = 1_234_567_890_000L;
  private static final List<String> PAIR = List.of("f", "g");

  @Cites("POSIX.1-2024 chmod() [DESCRIPTION]")
  @Needs(POSIX_PERMISSIONS)
  Stream<Case> permissionsAreAsTheyWere() {
    return Stream.of("rw-r-----", "r--------", "rwxr-xr-x", "rwxrwxrwx", "---------", "-wx--x-w-")
        .map(permissions ->
            Kept.row(
                permissions.replace("-", "n"),
                p -> {
                  p.tree("d/", "f=x");
                  p.chmod("f", permissions);
                  p.chmod("d", permissions);
                },
                p -> {
                  var expected = PosixFilePermissions.fromString(permissions);
                  assertEquals(expected, p.attribute("f", "posix:permissions"));
                  assertEquals(expected, p.attribute("d", "posix:permissions"));
                }));
  }

  @Cites("POSIX.1-2024 chmod() [S_ISUID, S_ISGID, S_ISVTX]")
  @Needs({POSIX_PERMISSIONS, UNIX_ATTRIBUTES})
  Stream<Case> modesAreAsTheyWere() {
    return Stream.of(04755, 02755, 01777, 06711, 00000)
        .map(mode ->
            Kept.row(
                Integer.toOctalString(mode),
                p -> {
                  p.tree("d/");
                  p.set("d", "unix:mode", mode);
                },
                p -> assertEquals(mode, p.mode("d") & 07777)));
  }

  @Cites("POSIX.1-2024 stat() [st_uid, st_gid]")
  @Needs(POSIX_PERMISSIONS)
  void ownerAndGroupAreAsTheyWere(Playground p) throws IOException {
    p.tree("d/", "f=x");
    PosixFileAttributes file = Files.readAttributes(p.path("f"), PosixFileAttributes.class);
    Playground again = p.reopen();
    for (String name : List.of("f", "d")) {
      assertEquals(file.owner().getName(), again.attribute(name, "posix:owner").toString(), name);
      assertEquals(file.group().getName(), again.attribute(name, "posix:group").toString(), name);
    }
  }

  @Cites("POSIX.1-2024 stat() [st_mtim]")
  Stream<Case> timesOfModificationAreAsTheyWere() {
    return Stream.of("f", "d")
        .map(name ->
            Case.of(
                name.equals("f") ? "file" : "directory",
                p -> {
                  p.tree("d/", "f=x");
                  p.set(name, "lastModifiedTime", FileTime.fromMillis(BACK + 123));
                  FileTime set = p.stat(name).lastModifiedTime();
                  assertEquals(set, p.reopen().stat(name).lastModifiedTime());
                }));
  }

  @Cites("POSIX.1-2024 stat() [st_mtim]")
  Stream<Case> anyTimeIsAsItWas() {
    return Fixture.in("times/").stream()
        .map(entry ->
            Case.of(
                entry.text(),
                p -> {
                  p.write("f", "");
                  p.set("f", "lastModifiedTime", Fixture.time(entry));
                  FileTime set = p.stat("f").lastModifiedTime();
                  assertEquals(set, p.reopen().stat("f").lastModifiedTime());
                }));
  }

  @Cites("POSIX.1-2024 stat() [st_atim]")
  void theTimeOfAccessIsAsItWas(Playground p) throws IOException {
    p.write("f", "x");
    p.setTimes("f", FileTime.fromMillis(BACK), FileTime.fromMillis(BACK + 60_000));
    FileTime set = p.stat("f").lastAccessTime();
    assertEquals(set, p.reopen().stat("f").lastAccessTime());
  }

  @Cites("java.nio.file.attribute.BasicFileAttributes#creationTime")
  void theTimeOfCreationIsAsItWas(Playground p) throws Exception {
    List<FileTime> created = new ArrayList<>();
    for (String name : PAIR) {
      p.write(name, "x");
      created.add(p.stat(name).creationTime());
      Thread.sleep(2); // One of two is no full second, where only those would be kept.
    }
    Playground again = p.reopen();
    for (String name : PAIR) {
      assertEquals(created.get(PAIR.indexOf(name)), again.stat(name).creationTime());
    }
  }

  @Cites("POSIX.1-2024 stat() [st_nlink]")
  @Needs({HARD_LINKS, UNIX_ATTRIBUTES})
  void aFileOfTwoNamesIsOneFile(Playground p) throws IOException {
    p.tree("f=x", "g == f", "d/", "d/h == f");
    Playground again = p.reopen();
    assertEquals(3, again.nlink("f"));
    again.write("g", "another");
    assertEquals("another", again.read("d/h"));
    again.reopen().shows("d/", "d/h=another", "f == d/h", "g == d/h");
  }

  @Cites("java.nio.file.attribute.UserDefinedFileAttributeView")
  @Needs(USER_ATTRIBUTES)
  Stream<Case> attributesOfOnesOwnAreAsTheyWere() {
    return Stream.of("", "value", "\0\1\2", "x".repeat(1000))
        .map(value ->
            Kept.row(
                value.length() + " bytes",
                p -> {
                  p.tree("f=x");
                  view(p).write("tck", StandardCharsets.US_ASCII.encode(value));
                  view(p).write("gone", StandardCharsets.US_ASCII.encode("x"));
                  view(p).delete("gone");
                },
                p -> {
                  ByteBuffer read = ByteBuffer.allocate(2000);
                  view(p).read("tck", read);
                  assertEquals(value, StandardCharsets.US_ASCII.decode(read.flip()).toString());
                  assertFalse(view(p).list().contains("gone"));
                }));
  }

  private static UserDefinedFileAttributeView view(Playground p) {
    return Files.getFileAttributeView(p.path("f"), UserDefinedFileAttributeView.class);
  }
}
