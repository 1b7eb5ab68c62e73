package io.vnode.bench;

import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What an object weighs is found by making many, on every subject. */
class HeapMeterTest {
  @ParameterizedTest
  @EnumSource
  void everyKindCanBeMadeInEveryFileSystem(HeapKind kind) throws IOException {
    for (Subject subject : Subject.values()) {
      var directory = subject.directory();
      assertNotNull(kind.make(subject, directory, 20));
      subject.dispose(directory);
    }
  }

  /** A file of 10 KiB weighs what is in it, and not much more. */
  @Test
  void aFileWeighsAtLeastItsContents() throws IOException {
    double bytes = HeapMeter.measureInNewJvm(Subject.MEMFS, HeapKind.TEN_KIB_FILE, 2000);
    assertTrue(bytes > 10 << 10 && bytes < 12 << 10, bytes + " B");
  }
}
