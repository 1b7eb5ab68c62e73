package io.vnode.tck.model;

import io.vnode.tck.Area;
import io.vnode.tck.Capability;
import io.vnode.tck.Cites;
import io.vnode.tck.Needs;
import io.vnode.tck.OwnFileSystem;
import io.vnode.tck.Playground;
import io.vnode.tck.TimeLimit;
import io.vnode.testkit.Property;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;

/**
 * fsx, after Apple's file system exerciser: random operations on one file, each read compared with
 * an array. It tries ten thousand, and a million with {@code -Dvnode.tries=2500}.
 */
@Area(value = "model.fsx", source = "java.nio.channels.FileChannel")
@Needs(Capability.FILE_CHANNELS)
@OwnFileSystem
@TimeLimit(value = HistoryChecks.SECONDS, prolongedBy = Property.TRIES)
final class FsxChecks {
  private static final int TRIES = 25;
  private static final int STEPS_MAX = 800;

  @Cites("[read, write, truncate, transferTo, transferFrom]")
  void everyReadOfAFileIsWhatWasWritten(Playground p) {
    exercise(p, false);
  }

  @Needs(Capability.MAP)
  @Cites("[map]")
  void everyReadOfAMappedFileIsWhatWasWritten(Playground p) {
    exercise(p, true);
  }

  private static void exercise(Playground p, boolean maps) {
    Property.forAllHistories(
        TRIES,
        STEPS_MAX,
        Fsx.operations(maps),
        operations -> {
          AtomicReference<String> doing = new AtomicReference<>("opening the file");
          p.inTime(
              doing::get,
              () -> {
                run(p.path("f"), operations, doing);
                return null;
              });
        });
  }

  private static void run(Path path, List<Fsx> operations, AtomicReference<String> doing)
      throws IOException {
    try (FsxFile file = new FsxFile(path)) {
      for (Fsx operation : operations) {
        doing.set(operation.toString());
        operation.operation().on(file);
        file.requireSize();
      }
      file.requireAll();
    }
  }
}
