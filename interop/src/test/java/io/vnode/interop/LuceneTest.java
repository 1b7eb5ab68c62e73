package io.vnode.interop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.apache.lucene.index.CheckIndex;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.store.AlreadyClosedException;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.LockObtainFailedException;
import org.apache.lucene.store.MMapDirectory;
import org.apache.lucene.store.NIOFSDirectory;
import org.apache.lucene.store.NativeFSLockFactory;
import org.apache.lucene.util.IOUtils;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Lucene's index in memory: files that are written once, locked, renamed, synced and mapped. */
class LuceneTest extends InMemory {
  /** How Lucene reads files. */
  enum Store {
    NIOFS {
      @Override
      Directory open(Path directory) throws IOException {
        return new NIOFSDirectory(directory, NativeFSLockFactory.INSTANCE);
      }
    },

    /** By buffers on Java 17, by segments in arenas from 21 on. */
    MMAP {
      @Override
      Directory open(Path directory) throws IOException {
        return new MMapDirectory(directory, NativeFSLockFactory.INSTANCE);
      }
    };

    abstract Directory open(Path directory) throws IOException;
  }

  /** What is found, and with what score, does not depend on where the files are. */
  @ParameterizedTest
  @EnumSource
  void aSearchFindsWhatItFindsOnTheHost(Store store, @TempDir Path host) throws IOException {
    try (Directory inMemory = store.open(path("/index"));
        Directory onHost = store.open(host.resolve("index"))) {
      Library ours = Library.fill(inMemory);
      Library theirs = Library.fill(onHost);
      assertTrue(ours.segments() > 1);
      assertEquals(theirs.search(), ours.search());
      ours.deleteAndUpdate();
      theirs.deleteAndUpdate();
      assertEquals(theirs.search(), ours.search());
      ours.mergeToOneSegment();
      theirs.mergeToOneSegment();
      assertEquals(1, ours.segments());
      assertEquals(theirs.search(), ours.search());
    }
  }

  /** {@link CheckIndex}: checksums and structures of every file, also after opening it anew. */
  @ParameterizedTest
  @EnumSource
  void theIndexIsClean(Store store) throws IOException {
    try (Directory directory = store.open(path("/index"))) {
      Library.fill(directory).deleteAndUpdate();
    }
    try (Directory directory = store.open(path("/index"));
        CheckIndex check = new CheckIndex(directory)) {
      CheckIndex.Status status = check.checkIndex();
      assertTrue(status.clean);
      assertTrue(status.numSegments > 1);
    }
  }

  /** A reader keeps the files that a merge has deleted under it; a new one sees the merged. */
  @ParameterizedTest
  @EnumSource
  void aReaderOutlivesTheFilesItReads(Store store) throws IOException {
    try (Directory directory = store.open(path("/index"))) {
      Library library = Library.fill(directory);
      try (DirectoryReader before = DirectoryReader.open(directory)) {
        library.mergeToOneSegment();
        assertTrue(before.leaves().size() > 1);
        assertEquals(Library.DOCUMENTS, before.numDocs());
        TermQuery first = new TermQuery(new Term("id", "0"));
        assertEquals(1, new IndexSearcher(before).count(first));
        try (DirectoryReader after = DirectoryReader.openIfChanged(before)) {
          assertNotNull(after);
          assertEquals(1, after.leaves().size());
        }
      }
    }
  }

  /** {@link NativeFSLockFactory}: the lock is a real one, which others see as well. */
  @Test
  void aSecondWriterIsRefused() throws IOException {
    try (Directory directory = Store.NIOFS.open(path("/index"));
        IndexWriter writer = new IndexWriter(directory, Library.settings())) {
      try (Directory other = Store.NIOFS.open(path("/index"))) {
        assertThrows(
            LockObtainFailedException.class, () -> new IndexWriter(other, Library.settings()));
      }
      try (FileChannel lock = lockFile()) {
        assertThrows(OverlappingFileLockException.class, lock::tryLock);
      }
      writer.commit();
    }
    try (Directory directory = Store.NIOFS.open(path("/index"));
        IndexWriter writer = new IndexWriter(directory, Library.settings())) {
      assertTrue(writer.isOpen());
    }
  }

  private FileChannel lockFile() throws IOException {
    return FileChannel.open(
        path("/index/" + IndexWriter.WRITE_LOCK_NAME), StandardOpenOption.WRITE);
  }

  /** The same from the other side: Lucene meets a lock that it did not take. */
  @Test
  void aWriterIsRefusedWhereSomebodyElseHoldsTheLock() throws IOException {
    file("/index/" + IndexWriter.WRITE_LOCK_NAME, "");
    try (FileChannel lock = lockFile();
        Directory directory = Store.NIOFS.open(path("/index"))) {
      assertTrue(lock.lock().isValid());
      assertThrows(
          OverlappingFileLockException.class, () -> new IndexWriter(directory, Library.settings()));
    }
  }

  /** {@link NativeFSLockFactory}: a lock file made anew is another file, and the lock is lost. */
  @Test
  void aWriterNoticesThatItsLockFileIsAnother() throws IOException {
    Path lock = path("/index/" + IndexWriter.WRITE_LOCK_NAME);
    try (Directory directory = Store.NIOFS.open(path("/index"))) {
      IndexWriter writer = new IndexWriter(directory, Library.settings());
      writer.addDocument(Library.document(0));
      Files.delete(lock);
      Files.createFile(lock);
      assertThrows(AlreadyClosedException.class, writer::commit);
      IOUtils.closeWhileHandlingException(writer);
    }
  }
}
