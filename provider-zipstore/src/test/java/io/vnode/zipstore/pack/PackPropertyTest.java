package io.vnode.zipstore.pack;

import static io.vnode.testkit.Property.forAll;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.vnode.mem.MemFileSystem;
import io.vnode.mem.MemFs;
import io.vnode.testkit.Gen;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever tree is packed, it is the same that is read. */
class PackPropertyTest {
  private static final String[] NAMES = {
    "a", "b", "ccc", "\u00e9t\u00e9", "\ud83d\ude00", ".d", "a b", "a\\b", "x".repeat(200)
  };
  private static final int[] SIZES = {0, 1, 100, 4096, 70_000, 300_000};
  private static final int ENTRIES_MAX = 25;

  @TempDir Path folder;

  @Test
  void whatIsReadIsWhatWasPacked() {
    Path out = folder.resolve("out.zip");
    forAll(
        60,
        Gen.longs(0, Long.MAX_VALUE),
        Gen.of(PackMethod.STORE, PackMethod.DEFLATE),
        Gen.of(1, 16, 4096),
        (seed, method, align) -> {
          try (MemFileSystem mem = MemFs.builder().user("root").build()) {
            Path tree = Files.createDirectory(mem.getPath("/tree"));
            plant(tree, new Random(seed));
            ZipStoreBuilder.of(tree).method(method).align(align).writeTo(out);
            assertEquals(
                Trees.facts(tree, "unix:uid", "unix:gid"),
                Trees.packed(out, "unix:uid", "unix:gid"));
          }
        });
  }

  private static void plant(Path tree, Random random) throws IOException {
    List<Path> directories = new ArrayList<>(List.of(tree));
    for (int i = random.nextInt(ENTRIES_MAX); i > 0; i--) {
      Path directory = directories.get(random.nextInt(directories.size()));
      Path file = directory.resolve(NAMES[random.nextInt(NAMES.length)]);
      if (Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
        continue;
      }
      switch (random.nextInt(4)) {
        case 0 -> directories.add(Files.createDirectory(file));
        case 1 ->
            Files.createSymbolicLink(
                file, tree.getFileSystem().getPath(NAMES[random.nextInt(NAMES.length)]));
        default -> Files.write(file, contents(random));
      }
      if (!Files.isSymbolicLink(file)) {
        Files.setAttribute(file, "unix:mode", random.nextInt(010000));
        Files.setAttribute(file, "unix:uid", random.nextInt());
        Files.setAttribute(file, "unix:gid", random.nextInt(3));
        Files.setLastModifiedTime(file, FileTime.from(random.nextInt() * 2L, TimeUnit.SECONDS));
      }
    }
  }

  private static byte[] contents(Random random) {
    int size = SIZES[random.nextInt(SIZES.length)];
    return random.nextBoolean() ? Trees.noise(size) : Trees.words(size);
  }
}
