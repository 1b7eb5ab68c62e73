package io.vnode.mem.format;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.vnode.mem.MemFileSystem;
import io.vnode.mem.MemFs;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipArchiveOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** {@link TreeBuilder}: archives that somebody made who means no good. */
class HostileArchiveTest {
  private final MemFileSystem memory = MemFs.create();
  private final Path archive = memory.getPath("/tmp/archive");

  @AfterEach
  void close() throws IOException {
    memory.close();
  }

  /** Somebody's tar, entry by entry. */
  private final class Tar implements AutoCloseable {
    private final TarArchiveOutputStream out;

    Tar() throws IOException {
      OutputStream file = Files.newOutputStream(archive);
      out = new TarArchiveOutputStream(file);
    }

    Tar file(String name, String text) throws IOException {
      TarArchiveEntry entry = new TarArchiveEntry(name, TarConstants.LF_NORMAL, true);
      byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
      entry.setSize(bytes.length);
      out.putArchiveEntry(entry);
      out.write(bytes);
      out.closeArchiveEntry();
      return this;
    }

    Tar other(String name, byte kind, String target) throws IOException {
      TarArchiveEntry entry = new TarArchiveEntry(name, kind, true);
      entry.setLinkName(target);
      out.putArchiveEntry(entry);
      out.closeArchiveEntry();
      return this;
    }

    Tar symlink(String name, String target) throws IOException {
      return other(name, TarConstants.LF_SYMLINK, target);
    }

    Tar link(String name, String target) throws IOException {
      return other(name, TarConstants.LF_LINK, target);
    }

    Tar directory(String name) throws IOException {
      return other(name + "/", TarConstants.LF_DIR, "");
    }

    @Override
    public void close() throws IOException {
      out.close();
    }
  }

  private void refuses(String member, String why) {
    FileSystemException refusal =
        assertThrows(FileSystemException.class, () -> MemFs.load(archive));
    assertEquals(member, refusal.getFile());
    assertEquals("refused: a member of the archive that " + why, refusal.getReason());
  }

  @Test
  void aNameThatGoesUpIsRefused() throws IOException {
    new Tar().file("good", "").file("d/../../evil", "").close();
    refuses("d/../../evil", "leads out of the archive");
  }

  @Test
  void aNameThatOnlySeemsToGoUpIsRefusedAsWell() throws IOException {
    new Tar().file("d/../f", "").close();
    refuses("d/../f", "leads out of the archive");
  }

  @Test
  void anAbsoluteNameIsRefused() throws IOException {
    new Tar().file("/etc/passwd", "").close();
    refuses("/etc/passwd", "has an absolute name");
  }

  @Test
  void aNameThatCameBeforeIsRefused() throws IOException {
    new Tar().file("f", "one").file("./f", "two").close();
    refuses("./f", "has a name that came before");
    new Tar().directory("d").directory("d").close();
    refuses("d/", "has a name that came before");
    new Tar().symlink("l", "x").symlink("l", "y").close();
    refuses("l", "has a name that came before");
  }

  @Test
  void aNameThroughALinkIsRefused() throws IOException {
    new Tar().symlink("l", "/tmp").file("l/f", "").close();
    refuses("l/f", "goes through l, no directory");
    new Tar().symlink("d", ".").directory("d").close();
    refuses("d/", "goes through d, no directory");
  }

  @Test
  void aNameThroughAFileIsRefused() throws IOException {
    new Tar().file("f", "").file("f/g", "").close();
    refuses("f/g", "goes through f, no directory");
  }

  @Test
  void aLinkThatLeadsOutIsRefused() throws IOException {
    new Tar().symlink("a/l", "../../x").close();
    refuses("a/l", "is a link that leads out of the archive");
    new Tar().symlink("a/l", "b/../../../c").close();
    refuses("a/l", "is a link that leads out of the archive");
    new Tar().link("l", "../x").close();
    refuses("l", "leads out of the archive");
    new Tar().link("l", "/etc/passwd").close();
    refuses("l", "has an absolute name");
  }

  @Test
  void aHardLinkToNoFileBeforeItIsRefused() throws IOException {
    new Tar().link("l", "f").file("f", "").close();
    refuses("l", "is a link to no file before it");
    new Tar().symlink("s", "/tmp/x").link("l", "s").close();
    refuses("l", "is a link to no file before it");
  }

  @Test
  void aLinkThatStaysWithinIsMade() throws IOException {
    new Tar().symlink("a/l", "../x").symlink("top", "/a").file("x", "text").close();
    try (MemFileSystem loaded = MemFs.load(archive)) {
      assertEquals("text", Files.readString(loaded.getPath("/top/l")));
    }
  }

  @Test
  void aDirectoryThatIsThereAlreadyIsFilledAndKeepsItsOwner() throws IOException {
    new Tar().file("tmp/f", "text").directory("tmp").close();
    try (MemFileSystem loaded = MemFs.load(archive)) {
      assertEquals("text", Files.readString(loaded.getPath("/tmp/f")));
      assertEquals("root", Files.getOwner(loaded.getPath("/tmp")).getName());
    }
  }

  @Test
  void aZipIsTrustedNoMore() throws IOException {
    for (String name : new String[] {"../evil", "/evil", "a/../../evil"}) {
      try (ZipArchiveOutputStream out =
          new ZipArchiveOutputStream(Files.newOutputStream(archive))) {
        out.putArchiveEntry(new ZipArchiveEntry(name));
        out.closeArchiveEntry();
      }
      assertEquals(
          name, assertThrows(FileSystemException.class, () -> MemFs.load(archive)).getFile());
    }
  }
}
