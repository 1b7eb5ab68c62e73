package io.vnode.tck.nio;

import static io.vnode.tck.Capability.POSIX_PERMISSIONS;
import static io.vnode.tck.Capability.SYMBOLIC_LINKS;
import static io.vnode.tck.Capability.USER_ATTRIBUTES;
import static java.nio.file.LinkOption.NOFOLLOW_LINKS;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vnode.tck.Area;
import io.vnode.tck.Case;
import io.vnode.tck.Cites;
import io.vnode.tck.Errno;
import io.vnode.tck.Kind;
import io.vnode.tck.Needs;
import io.vnode.tck.Playground;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.attribute.BasicFileAttributeView;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttributeView;
import java.nio.file.attribute.FileOwnerAttributeView;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserDefinedFileAttributeView;
import java.util.List;
import java.util.stream.Stream;

/** Views of the attributes of a file. */
@Area(value = "nio.attribute-views", source = "java.nio.file.attribute")
final class AttributeViewChecks {
  private static final FileTime THEN = FileTime.fromMillis(1_000_000_000_000L);
  private static final FileTime LATER = FileTime.fromMillis(1_100_000_000_000L);

  private static BasicFileAttributeView basic(Playground p) {
    return Files.getFileAttributeView(p.path("f"), BasicFileAttributeView.class);
  }

  private static PosixFileAttributeView posix(Playground p) {
    return Files.getFileAttributeView(p.path("f"), PosixFileAttributeView.class);
  }

  private static UserDefinedFileAttributeView user(Playground p) throws IOException {
    p.write("f", "abc");
    return Files.getFileAttributeView(p.path("f"), UserDefinedFileAttributeView.class);
  }

  // ---------------------------------------------------------------- which there are

  @Cites("java.nio.file.attribute.BasicFileAttributeView#name")
  void everyViewHasItsName(Playground p) {
    assertEquals("basic", basic(p).name());
    if (p.offers(POSIX_PERMISSIONS)) {
      assertEquals("posix", posix(p).name());
      assertEquals(
          "owner", Files.getFileAttributeView(p.path("f"), FileOwnerAttributeView.class).name());
    }
    if (p.offers(USER_ATTRIBUTES)) {
      assertEquals(
          "user",
          Files.getFileAttributeView(p.path("f"), UserDefinedFileAttributeView.class).name());
    }
  }

  @Cites("java.nio.file.FileSystem#supportedFileAttributeViews")
  void theFileSystemNamesItsViews(Playground p) {
    var views = p.fileSystem().supportedFileAttributeViews();
    assertTrue(views.contains("basic"), views::toString);
    assertEquals(views.contains("posix"), posix(p) != null);
    assertEquals(
        views.contains("owner"),
        Files.getFileAttributeView(p.path("f"), FileOwnerAttributeView.class) != null);
  }

  @Cites("java.nio.file.Files#getFileAttributeView")
  void aViewThatIsNotThereIsNull(Playground p) {
    interface Unknown extends FileAttributeView {}

    assertNull(Files.getFileAttributeView(p.path("f"), Unknown.class));
  }

  @Cites("java.nio.file.Files#readAttributes(Path,Class,LinkOption[]) [UnsupportedOperation]")
  void attributesThatAreNotThereAreRefused(Playground p) throws IOException {
    interface Unknown extends BasicFileAttributes {}

    p.write("f", "abc");
    p.refuses(
        UnsupportedOperationException.class,
        () -> Files.readAttributes(p.path("f"), Unknown.class));
  }

  @Cites("java.nio.file.Files#getFileAttributeView")
  void aViewIsOfWhatHasTheNameThen(Playground p) throws IOException {
    BasicFileAttributeView view = basic(p);
    p.expect(Errno.ENOENT, view::readAttributes);
    p.write("f", "abc");
    assertEquals(3, view.readAttributes().size());
    p.delete("f");
    p.mkdir("f");
    assertTrue(view.readAttributes().isDirectory());
  }

  @Cites("java.nio.file.attribute.BasicFileAttributes")
  Stream<Case> attributesAreOfOneKindOnly() {
    return Kind.things()
        .map(kind ->
            Case.of(
                    kind.toString(),
                    p -> {
                      kind.make(p, "f");
                      BasicFileAttributes attributes = p.stat("f");
                      assertEquals(kind.isLink(), attributes.isSymbolicLink());
                      assertEquals(kind.isDirectory(), attributes.isDirectory());
                      assertEquals(kind == Kind.FILE, attributes.isRegularFile());
                      assertFalse(attributes.isOther());
                    })
                .needs(kind.needs()));
  }

  @Cites("java.nio.file.attribute.BasicFileAttributes#size")
  void theSizeOfAFileIsTheNumberOfItsBytes(Playground p) throws IOException {
    p.write("f", "abc");
    assertEquals(3, p.stat("f").size());
    assertEquals(3, Files.size(p.path("f")));
  }

  @Cites("java.nio.file.attribute.BasicFileAttributes")
  void whatWasReadStaysAsItWas(Playground p) throws IOException {
    p.write("f", "abc");
    BasicFileAttributes before = p.stat("f");
    FileTime modified = before.lastModifiedTime();
    p.write("f", "longer");
    p.setTimes("f", THEN, THEN);
    assertEquals(3, before.size());
    assertEquals(modified, before.lastModifiedTime());
  }

  // ---------------------------------------------------------------- times

  @Cites("java.nio.file.attribute.BasicFileAttributeView#setTimes")
  Stream<Case> onlyTimesThatAreGivenAreSet() {
    return Stream.of(
            new FileTime[] {LATER, null},
            new FileTime[] {null, LATER},
            new FileTime[] {LATER, LATER},
            new FileTime[] {null, null})
        .map(times ->
            Case.of(
                (times[0] == null ? "" : "modification")
                    + (times[1] == null ? "" : " access")
                    + (times[0] == null && times[1] == null ? "none" : ""),
                p -> {
                  p.write("f", "abc");
                  BasicFileAttributeView view = basic(p);
                  view.setTimes(THEN, THEN, null);
                  BasicFileAttributes before = view.readAttributes();
                  view.setTimes(times[0], times[1], null);
                  BasicFileAttributes after = view.readAttributes();
                  assertEquals(
                      times[0] == null ? before.lastModifiedTime() : times[0],
                      after.lastModifiedTime());
                  assertEquals(
                      times[1] == null ? before.lastAccessTime() : times[1],
                      after.lastAccessTime());
                }));
  }

  @Cites("java.nio.file.attribute.BasicFileAttributeView#setTimes")
  @Needs(SYMBOLIC_LINKS)
  void theTimesOfWhatALinkLeadsToAreSet(Playground p) throws IOException {
    p.tree("t=abc", "f -> t");
    FileTime ofLink = p.stat("f").lastModifiedTime();
    basic(p).setTimes(THEN, null, null);
    assertEquals(THEN, p.stat("t").lastModifiedTime());
    assertEquals(ofLink, p.stat("f").lastModifiedTime());
  }

  @Cites("java.nio.file.Files#setLastModifiedTime")
  Stream<Case> aTimeIsKeptToItsSecond() {
    return Stream.of(0L, 1L, 1_000_000_000L, 2_000_000_000L, -1_000_000L)
        .map(seconds ->
            Case.of(
                seconds < 0 ? "before 1970" : seconds + " s",
                p -> {
                  p.write("f", "abc");
                  FileTime time = FileTime.from(java.time.Instant.ofEpochSecond(seconds));
                  Files.setLastModifiedTime(p.path("f"), time);
                  assertEquals(time, Files.getLastModifiedTime(p.path("f")));
                }));
  }

  // ---------------------------------------------------------------- posix

  @Cites("java.nio.file.attribute.PosixFileAttributeView#setPermissions")
  @Needs(POSIX_PERMISSIONS)
  Stream<Case> permissionsAreWhatWasSet() {
    return Stream.of(
            "---------",
            "rwxrwxrwx",
            "r--------",
            "-w-------",
            "--x------",
            "---r-----",
            "----w----",
            "-----x---",
            "------r--",
            "-------w-",
            "--------x")
        .map(permissions ->
            Case.of(
                permissions.replace("-", "o"),
                p -> {
                  p.write("f", "abc");
                  posix(p).setPermissions(PosixFilePermissions.fromString(permissions));
                  PosixFileAttributes attributes = posix(p).readAttributes();
                  assertEquals(
                      permissions, PosixFilePermissions.toString(attributes.permissions()));
                  p.chmod("f", "rw-------");
                }));
  }

  @Cites("java.nio.file.attribute.PosixFileAttributes")
  @Needs(POSIX_PERMISSIONS)
  void posixAttributesAreBasicOnesToo(Playground p) throws IOException {
    p.write("f", "abc");
    PosixFileAttributes attributes = posix(p).readAttributes();
    assertEquals(3, attributes.size());
    assertTrue(attributes.isRegularFile());
    assertNotNull(attributes.group());
    assertEquals(attributes.owner(), Files.getOwner(p.path("f")));
    assertEquals(attributes.owner(), posix(p).getOwner());
  }

  @Cites("java.nio.file.attribute.PosixFileAttributeView#setOwner")
  @Needs(POSIX_PERMISSIONS)
  void theOwnerMaySetWhatIsSetAlready(Playground p) throws IOException {
    p.write("f", "abc");
    PosixFileAttributes before = posix(p).readAttributes();
    posix(p).setOwner(before.owner());
    posix(p).setGroup(before.group());
    assertEquals(before.owner(), posix(p).readAttributes().owner());
    assertEquals(before.group(), posix(p).readAttributes().group());
  }

  // ---------------------------------------------------------------- attributes of one's own

  @Cites("java.nio.file.attribute.UserDefinedFileAttributeView")
  @Needs(USER_ATTRIBUTES)
  void anAttributeOfOnesOwnIsKept(Playground p) throws IOException {
    UserDefinedFileAttributeView view = user(p);
    assertEquals(List.of(), view.list());
    assertEquals(5, view.write("name", Bytes.of("value")));
    assertEquals(List.of("name"), view.list());
    assertEquals(5, view.size("name"));
    ByteBuffer buffer = ByteBuffer.allocate(10);
    assertEquals(5, view.read("name", buffer));
    assertEquals("value", Bytes.given(buffer));
    assertArrayEquals(
        Bytes.of("value").array(), (byte[]) Files.getAttribute(p.path("f"), "user:name"));
  }

  @Cites("java.nio.file.attribute.UserDefinedFileAttributeView#write")
  @Needs(USER_ATTRIBUTES)
  void anAttributeOfOnesOwnIsReplacedWhole(Playground p) throws IOException {
    UserDefinedFileAttributeView view = user(p);
    assertEquals(10, view.write("name", Bytes.of("long value")));
    assertEquals(1, view.write("name", Bytes.of("x")));
    assertEquals(1, view.size("name"));
    assertEquals(0, view.write("name", ByteBuffer.allocate(0)));
    assertEquals(0, view.size("name"));
    assertEquals(List.of("name"), view.list());
  }

  @Cites("java.nio.file.attribute.UserDefinedFileAttributeView#delete")
  @Needs(USER_ATTRIBUTES)
  void anAttributeOfOnesOwnIsDeleted(Playground p) throws IOException {
    UserDefinedFileAttributeView view = user(p);
    assertEquals(1, view.write("a", Bytes.of("1")));
    assertEquals(1, view.write("b", Bytes.of("2")));
    view.delete("a");
    assertEquals(List.of("b"), view.list());
    p.refuses(IOException.class, () -> view.size("a"));
    p.refuses(IOException.class, () -> view.read("a", ByteBuffer.allocate(1)));
  }

  @Cites(
      "java.nio.file.attribute.UserDefinedFileAttributeView#read IOException if an I/O error or insufficient room")
  @Needs(USER_ATTRIBUTES)
  void aBufferThatIsTooSmallIsRefused(Playground p) throws IOException {
    UserDefinedFileAttributeView view = user(p);
    assertEquals(5, view.write("name", Bytes.of("value")));
    ByteBuffer small = ByteBuffer.allocate(4);
    p.refuses(IOException.class, () -> view.read("name", small));
    assertEquals(0, small.position());
    p.refuses(
        IllegalArgumentException.class,
        () -> view.read("name", ByteBuffer.allocate(9).asReadOnlyBuffer()));
  }

  @Cites("java.nio.file.Files#setAttribute")
  @Needs(USER_ATTRIBUTES)
  void anAttributeOfOnesOwnIsSetByName(Playground p) throws IOException {
    UserDefinedFileAttributeView view = user(p);
    p.set("f", "user:one", Bytes.of("1").array());
    p.set("f", "user:two", Bytes.of("22"));
    assertEquals(1, view.size("one"));
    assertEquals(2, view.size("two"));
    assertEquals(2, Files.readAttributes(p.path("f"), "user:*").size());
  }

  @Cites("java.nio.file.attribute.UserDefinedFileAttributeView")
  @Needs(USER_ATTRIBUTES)
  void attributesOfOnesOwnMoveWithTheFile(Playground p) throws IOException {
    assertEquals(1, user(p).write("a", Bytes.of("1")));
    p.move("f", "g");
    assertEquals(
        List.of("a"),
        Files.getFileAttributeView(p.path("g"), UserDefinedFileAttributeView.class, NOFOLLOW_LINKS)
            .list());
  }
}
