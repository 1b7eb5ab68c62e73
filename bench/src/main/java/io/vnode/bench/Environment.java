package io.vnode.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;

/** Where and when figures were taken. */
record Environment(
    String profile,
    int jdk,
    String runtime,
    String system,
    int cores,
    String hostFileSystem,
    String date) {

  static Environment current(Profile profile) throws IOException {
    Path temporary = Path.of(System.getProperty("java.io.tmpdir"));
    return new Environment(
        profile.title(),
        Runtime.version().feature(),
        System.getProperty("java.vm.name") + " " + System.getProperty("java.version"),
        System.getProperty("os.name") + " " + System.getProperty("os.arch"),
        Runtime.getRuntime().availableProcessors(),
        Files.getFileStore(temporary).type(),
        LocalDate.now(ZoneOffset.UTC).toString());
  }
}
