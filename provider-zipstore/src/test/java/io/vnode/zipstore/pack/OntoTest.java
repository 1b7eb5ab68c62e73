package io.vnode.zipstore.pack;

import static io.vnode.testkit.Property.forAll;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vnode.testkit.Gen;
import io.vnode.zipstore.RawZip;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Archives packed behind what is there, and what becomes of one that is there already. */
class OntoTest {
  private static final byte[] SCRIPT = "#!/bin/sh\nexit 0\n".getBytes(UTF_8);

  @TempDir Path folder;
  private Path tree;
  private Path program;
  private Path out;

  @BeforeEach
  void plant() throws IOException {
    tree = Files.createDirectory(folder.resolve("tree"));
    Files.writeString(tree.resolve("new"), "from the tree");
    program = Files.write(folder.resolve("program"), SCRIPT);
    Trees.permit(program, "rwxr-x--x");
    out = folder.resolve("out");
  }

  private ZipStoreBuilder onto() {
    return ZipStoreBuilder.of(tree).onto(program);
  }

  private static ByteBuffer tail(Path file) throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).position(bytes.length - 22);
  }

  @Test
  void programStaysInFrontAndIsAsExecutable() throws IOException {
    onto().writeTo(out);
    assertArrayEquals(SCRIPT, Arrays.copyOf(Files.readAllBytes(out), SCRIPT.length));
    assertEquals("rwxr-x--x", PosixFilePermissions.toString(Files.getPosixFilePermissions(out)));
    assertArrayEquals("from the tree".getBytes(UTF_8), Trees.read(out, "new"));
  }

  /** As Cosmopolitan reads them: every offset counts from the file's first byte. */
  @Test
  void offsetsAreThoseOfTheFile() throws IOException {
    onto().writeTo(out);
    ByteBuffer file = tail(out);
    int end = file.position();
    int directoryAt = file.getInt(end + 16);
    assertEquals(end, directoryAt + file.getInt(end + 12));
    assertEquals(0x02014b50, file.getInt(directoryAt));
    int localAt = file.getInt(directoryAt + 42);
    assertEquals(SCRIPT.length, localAt);
    assertEquals(0x04034b50, file.getInt(localAt));
  }

  @Test
  void placesOfFilesAreAlignedInTheFileAndNotInTheArchive() throws IOException {
    onto().align(64).writeTo(out);
    String bytes = new String(Files.readAllBytes(out), ISO_8859_1);
    assertEquals(0, bytes.indexOf("from the tree") % 64);
  }

  private RawZip carried() {
    RawZip raw = new RawZip();
    raw.add("old", "was there");
    raw.add("dir/", "").mode(0040755);
    raw.add("dir/x", "below");
    return raw;
  }

  private void writeProgram(RawZip raw) throws IOException {
    Files.write(program, raw.bytes());
  }

  private static List<String> names(Path archive) throws IOException {
    return List.copyOf(Trees.packed(archive).keySet());
  }

  /** What Cosmopolitan's programs bring along must not go. */
  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void entriesThatAreThereStay(boolean offsetsOfFile) throws IOException {
    writeProgram(carried().prefix(SCRIPT, offsetsOfFile).comment("note".getBytes(UTF_8)));
    onto().writeTo(out);
    assertEquals(List.of("dir", "dir/x", "new", "old"), names(out));
    assertArrayEquals("was there".getBytes(UTF_8), Trees.read(out, "old"));
    assertArrayEquals("below".getBytes(UTF_8), Trees.read(out, "dir/x"));
    assertTrue(new String(Files.readAllBytes(out), UTF_8).endsWith("note"));
  }

  @Test
  void entriesOfAZip64ArchiveStay() throws IOException {
    writeProgram(carried().zip64().prefix(SCRIPT, true));
    onto().writeTo(out);
    assertEquals(List.of("dir", "dir/x", "new", "old"), names(out));
  }

  @Test
  void entryOfTheSameNameIsReplaced() throws IOException {
    Files.writeString(tree.resolve("old"), "is new");
    Files.createDirectory(tree.resolve("dir"));
    Files.writeString(tree.resolve("dir/y"), "beside x");
    writeProgram(carried().prefix(SCRIPT, true));
    onto().writeTo(out);
    assertEquals(List.of("dir", "dir/x", "dir/y", "new", "old"), names(out));
    assertArrayEquals("is new".getBytes(UTF_8), Trees.read(out, "old"));
    assertArrayEquals("below".getBytes(UTF_8), Trees.read(out, "dir/x"));
  }

  /** Of a file and a directory of one name only one could be seen. */
  @Test
  void fileAndDirectoryDoNotReplaceEachOther() throws IOException {
    RawZip[] archives = {new RawZip(), new RawZip(), new RawZip()};
    archives[0].add("new/", "");
    archives[1].add("new/below", "");
    archives[2].add("d", "");
    Files.createDirectory(tree.resolve("d"));
    String[] reasons = {
      "its archive has 'new/', where 'new' is another kind of file",
      "its archive has 'new/below', where 'new' is another kind of file",
      "its archive has 'd', where 'd' is another kind of file",
    };
    for (int i = 0; i < archives.length; i++) {
      writeProgram(archives[i]);
      FileSystemException e = assertThrows(FileSystemException.class, () -> onto().writeTo(out));
      assertEquals(program.toString(), e.getFile());
      assertEquals(reasons[i], e.getReason());
    }
  }

  @Test
  void packingAgainOntoItselfMakesItNoLonger() throws IOException {
    Trees.plant(tree);
    writeProgram(carried().prefix(SCRIPT, true));
    ZipStoreBuilder onto = onto().reproducible(true).align(512);
    onto.writeTo(program);
    byte[] once = Files.readAllBytes(program);
    onto.writeTo(program);
    assertArrayEquals(once, Files.readAllBytes(program));
  }

  /** Nothing of the archive stays: then nothing of its bytes does either. */
  @Test
  void archiveThatIsReplacedAsAWholeLeavesNothingBehind() throws IOException {
    onto().reproducible(true).writeTo(out);
    byte[] once = Files.readAllBytes(out);
    writeProgram(replacedAsAWhole());
    onto().reproducible(true).writeTo(out);
    assertArrayEquals(once, Files.readAllBytes(out));
  }

  private static RawZip replacedAsAWhole() {
    RawZip raw = new RawZip();
    raw.add("new", "some longer text than the one that comes");
    return raw.prefix(SCRIPT, true);
  }

  @Test
  void bytesBehindAnArchiveAreNotLostInSilence() throws IOException {
    writeProgram(carried().prefix(SCRIPT, true).behind(new byte[7]));
    FileSystemException e = assertThrows(FileSystemException.class, () -> onto().writeTo(out));
    assertEquals("its archive is followed by 7 bytes", e.getReason());
    assertEquals(program.toString(), e.getFile());
  }

  @Test
  void damagedArchiveIsNotAddedTo() throws IOException {
    writeProgram(carried().prefix(SCRIPT, true).claimedDirectorySize(7));
    FileSystemException e = assertThrows(FileSystemException.class, () -> onto().writeTo(out));
    assertEquals(program.toString(), e.getFile());
    assertEquals(List.of("program", "tree"), Trees.names(folder));
  }

  @Test
  void emptyArchiveIsAddedTo() throws IOException {
    writeProgram(new RawZip().prefix(SCRIPT, true));
    onto().writeTo(out);
    assertEquals(List.of("new"), names(out));
    assertEquals(Map.of(), Trees.packed(program));
  }

  @Test
  void emptyFileIsAProgramToo() throws IOException {
    Files.write(program, new byte[0]);
    onto().writeTo(out);
    assertEquals(List.of("new"), names(out));
  }

  /** Whatever is wrong with it: there is an IOException or an archive, and soon. */
  @Test
  void damagedArchivesGiveNothingButIoExceptions() {
    byte[][] whole = {
      carried().prefix(SCRIPT, true).bytes(),
      carried().prefix(SCRIPT, false).comment(new byte[3]).bytes(),
      carried().zip64().prefix(SCRIPT, true).bytes()
    };
    forAll(
        2000,
        Gen.ints(0, whole.length - 1),
        Gen.ints(1, 250),
        Gen.of(0, 1, 0xff, 0x7f, 0x80, 0x50),
        (which, fromEnd, value) -> {
          byte[] bytes = whole[which].clone();
          bytes[bytes.length - fromEnd] = (byte) (int) value;
          Files.write(program, bytes);
          try {
            onto().writeTo(out);
          } catch (IOException e) {
            assertEquals(FileSystemException.class, e.getClass());
          }
        });
  }
}
