package io.vnode.tck;

import io.vnode.mem.MemFs;
import io.vnode.projfs.ProjAccess;
import io.vnode.projfs.ProjFs;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;

/**
 * The file systems that the suite is calibrated on. What fails on each is listed, by version, and
 * must be just that: so a check that stops biting is noticed.
 */
enum Calibration {
  HOST("host", null),
  MEMFS("memfs", null),
  JIMFS("jimfs", "com.google.jimfs"),
  MEMORY("memoryfilesystem", "com.github.marschall"),
  ZIP("jdk.zipfs", null),
  READ_ONLY_MEM("readonly-volume", null),
  ZIP_STORE("zipstore", null),
  PORTAL_TO_HOST("projfs-host", null),
  PORTAL_TO_MEMFS("projfs-memfs", null),
  READ_ONLY_PORTAL("projfs-readonly", null),
  WOFS("wofs", null),
  WOFS_WORM("wofs-worm", null),
  WOFS_READ_ONLY("wofs-readonly", null),
  WOFS_EARLIER("wofs-at", null),
  READ_ONLY_ZIP("jdk.zipfs-readonly", null);

  /** The oldest JDK that this is tested on; a list of it holds until a newer JDK has its own. */
  private static final int OLDEST_JDK = 17;

  private static final int EXT4_LINK_MAX = 65_000;

  private final String name;
  private final String group;

  Calibration(String name, String group) {
    this.name = name;
    this.group = group;
  }

  /** With what is known to fail. */
  FileSystemUnderTest fileSystem() throws IOException {
    return described().knownFailures(knownFailures());
  }

  /** As if nothing were known to fail. */
  FileSystemUnderTest described() throws IOException {
    Subjects subjects = new Subjects(Calibration.class.getClassLoader());
    return switch (this) {
      case HOST -> host(subjects, Files.createDirectory(TemporaryFiles.unused("host")));
      case MEMFS -> subjects.of("memfs:");
      case JIMFS -> subjects.of("jimfs");
      case MEMORY -> subjects.of("memory:");
      case ZIP -> subjects.of("jar:");
      case READ_ONLY_MEM -> readOnly(ReadOnlyMem::of).limit(Limit.NAME_LENGTH, 255);
      case ZIP_STORE -> readOnly(PackedFixture::of).limit(Limit.NAME_LENGTH, 255);
      case PORTAL_TO_HOST ->
          portal(() -> Files.createDirectory(TemporaryFiles.unused("portal")))
              .limit(Limit.PATH_LENGTH, 4096)
              .limit(Limit.LINKS_FOLLOWED, 40);
      case PORTAL_TO_MEMFS -> portal(() -> MemFs.builder().user("root").build().getPath("/tmp"));
      case READ_ONLY_PORTAL -> readOnly(ReadOnlyPortal::of).in(ReadOnlyPortal::inside);
      case WOFS -> Images.writable(Map.of()).named(name);
      case WOFS_WORM -> Images.sealing().named(name);
      case WOFS_READ_ONLY ->
          readOnly(fixture -> Images.of(fixture, Map.of("mode", "ro")))
              .limit(Limit.NAME_LENGTH, 255);
      case WOFS_EARLIER ->
          readOnly(fixture -> Images.of(fixture, Map.of("at", "1"))).limit(Limit.NAME_LENGTH, 255);
      case READ_ONLY_ZIP -> readOnly(fixture -> ReadOnlyZip.of());
    };
  }

  /** The directories that portals lead to. */
  private interface Source {
    Path get() throws IOException;
  }

  private FileSystemUnderTest portal(Source source) {
    FileSystemUnderTest.Opener opener =
        () ->
            ProjFs.builder()
                .portal("/portal", source.get(), ProjAccess.READ_WRITE)
                .allowSecurityChanges()
                .build();
    return FileSystemUnderTest.of(opener)
        .in(projection -> projection.getPath("/portal"))
        .named(name)
        .detectCapabilities()
        .threadSafe(true);
  }

  private FileSystemUnderTest readOnly(FileSystemUnderTest.Populator populator) {
    return FileSystemUnderTest.populated(populator)
        .named(name)
        .detectCapabilities()
        .threadSafe(true);
  }

  private static FileSystemUnderTest host(Subjects subjects, Path directory) throws IOException {
    FileSystemUnderTest host =
        subjects
            .of("file:" + directory)
            .named("the host")
            .reopening(theSame -> theSame)
            .limit(Limit.PATH_LENGTH, 4096)
            .limit(Limit.LINKS_FOLLOWED, 40);
    return Files.getFileStore(directory).type().equals("ext4")
        ? host.limit(Limit.LINK_COUNT, EXT4_LINK_MAX)
        : host;
  }

  private Set<String> knownFailures() throws IOException {
    return KnownFailures.read(
        new BufferedReader(new StringReader(String.join(System.lineSeparator(), listed()))));
  }

  /** The lines of the list of this version. */
  List<String> listed() throws IOException {
    try (InputStream list = list()) {
      return list == null
          ? List.of()
          : new String(list.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
    }
  }

  /** The list of this version; null where there is none, because nothing fails. */
  private InputStream list() throws IOException {
    if (group != null) {
      return resource(name + "-" + version());
    }
    InputStream found = null;
    for (int jdk = Runtime.version().feature(); jdk >= OLDEST_JDK && found == null; jdk--) {
      found = resource(name + "-jdk" + jdk);
    }
    return found;
  }

  private static InputStream resource(String list) {
    return Calibration.class.getResourceAsStream(list + ".txt");
  }

  /** Where the list of the version that is here belongs in the source tree, {@code module}. */
  Path listIn(Path module) throws IOException {
    String version = group == null ? "jdk" + Runtime.version().feature() : version();
    return module.resolve("src/test/resources/io/vnode/tck/" + name + "-" + version + ".txt");
  }

  /** Of a library, from what Maven puts into its jar; of what is the JDK's, the JDK's. */
  String version() throws IOException {
    if (group == null) {
      return "JDK " + Runtime.version().feature();
    }
    Properties properties = new Properties();
    try (InputStream pom =
        Calibration.class.getResourceAsStream(
            "/META-INF/maven/" + group + "/" + name + "/pom.properties")) {
      properties.load(pom);
    }
    return properties.getProperty("version");
  }
}
