package io.vnode.tck.nio;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vnode.tck.Area;
import io.vnode.tck.Capability;
import io.vnode.tck.Cites;
import io.vnode.tck.Needs;
import io.vnode.tck.OwnFileSystem;
import io.vnode.tck.Playground;
import java.io.IOException;
import java.net.URI;
import java.nio.file.FileSystem;
import java.nio.file.FileSystemAlreadyExistsException;
import java.nio.file.FileSystemNotFoundException;
import java.nio.file.Path;
import java.nio.file.spi.FileSystemProvider;
import java.util.Map;

/** File systems that are known by a URI: there is one of each, until it is closed. */
@Area(value = "nio.opening", source = "java.nio.file.spi.FileSystemProvider")
final class OpeningChecks {
  @Cites("#getFileSystem")
  void aFileSystemThatIsOpenIsFoundByItsUri(Playground p) {
    FileSystemProvider provider = p.fileSystem().provider();
    assertSame(p.fileSystem(), provider.getFileSystem(p.uri()));
  }

  @Cites("#newFileSystem(URI,Map) FileSystemAlreadyExistsException")
  void aFileSystemThatIsOpenIsNotOpenedAnew(Playground p) throws IOException {
    FileSystemProvider provider = p.fileSystem().provider();
    URI uri = p.uri();
    p.write("f", "content");
    p.refuses(
        FileSystemAlreadyExistsException.class,
        () -> provider.newFileSystem(uri, Map.of()).close());
    assertTrue(p.fileSystem().isOpen());
    p.shows("f=content");
  }

  @Cites("#getFileSystem ... if invoked after the file system is closed")
  @Needs(Capability.CLOSEABLE)
  @OwnFileSystem
  void aFileSystemThatWasClosedIsNotFoundOpen(Playground p) throws IOException {
    FileSystemProvider provider = p.fileSystem().provider();
    URI uri = p.uri();
    p.run("close", p.fileSystem()::close);
    try {
      FileSystem found = provider.getFileSystem(uri);
      assertSame(p.fileSystem(), found);
      assertFalse(found.isOpen());
    } catch (FileSystemNotFoundException e) {
      // A provider that opens it anew says this until then.
    }
  }

  @Cites("#getPath(URI)")
  void aUriOfAPathLeadsIntoTheFileSystemThatIsOpen(Playground p) {
    p.uri();
    Path path = p.path("f");
    assertSame(p.fileSystem(), p.fileSystem().provider().getPath(path.toUri()).getFileSystem());
  }
}
