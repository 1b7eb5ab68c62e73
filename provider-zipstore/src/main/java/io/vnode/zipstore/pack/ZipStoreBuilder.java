package io.vnode.zipstore.pack;

import io.vnode.nio.TreeListener;
import io.vnode.zipstore.format.EntryHead;
import io.vnode.zipstore.format.EntryHeaders;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Packs trees of files, of any file systems, to one archive: see the package for what it keeps.
 *
 * <pre>{@code
 * ZipStoreBuilder.of(Path.of("apps"))
 *     .add("LICENSE", Path.of("LICENSE"))
 *     .method(PackMethod.STORE)
 *     .align(4096)
 *     .reproducible(true)
 *     .onto(Path.of("tool"))
 *     .writeTo(Path.of("tool.com"));
 * }</pre>
 *
 * <p>A builder is used by one thread, and any number of times.
 */
public final class ZipStoreBuilder {
  private static final List<String> NOT_NAMES = List.of("", ".", "..");

  private final Map<String, Path> trees = new LinkedHashMap<>();
  private PackMethod method = PackMethod.DEFLATE;
  private int align = 1;
  private boolean reproducible;
  private Path executable;
  private TreeListener listener = TreeListener.NONE;

  private ZipStoreBuilder() {}

  /** One for an archive with nothing in it yet. */
  public static ZipStoreBuilder empty() {
    return new ZipStoreBuilder();
  }

  /** One for an archive of what is in {@code directory}, which itself is the top. */
  public static ZipStoreBuilder of(Path directory) {
    return empty().addAll(directory);
  }

  /**
   * Adds what is in {@code directory} at the top, once.
   *
   * @throws IllegalArgumentException if another one was added there before
   */
  public ZipStoreBuilder addAll(Path directory) {
    return put("", directory);
  }

  /**
   * Adds {@code tree} under {@code name}: a file, or a directory with all that is in it, which may
   * be there already. If it is a symbolic link, what that leads to is added. Directories that only
   * the name tells of have no entry.
   *
   * @param name names with slashes between them
   * @throws IllegalArgumentException if it is none, or was added before
   */
  public ZipStoreBuilder add(String name, Path tree) {
    for (String part : name.split("/", -1)) {
      if (NOT_NAMES.contains(part)) {
        throw new IllegalArgumentException("'" + name + "' is no path in an archive");
      }
    }
    return put(name, tree);
  }

  private ZipStoreBuilder put(String name, Path tree) {
    if (trees.putIfAbsent(name, tree) != null) {
      throw new IllegalArgumentException("'" + name + "' was added before");
    }
    return this;
  }

  /** How files are packed: unless set, deflated. */
  public ZipStoreBuilder method(PackMethod packMethod) {
    this.method = packMethod;
    return this;
  }

  /**
   * Has the bytes of each stored file begin at a multiple of {@code bytes}, counted from the first
   * byte of the file that is written. Unless set, they begin anywhere.
   *
   * @throws IllegalArgumentException if it is no power of two from 1 to 32,768
   */
  public ZipStoreBuilder align(int bytes) {
    if (bytes < 1 || bytes > EntryHeaders.ALIGN_MAX || Integer.bitCount(bytes) != 1) {
      throw new IllegalArgumentException(
          "align: " + bytes + " is no power of two from 1 to " + EntryHeaders.ALIGN_MAX);
    }
    this.align = bytes;
    return this;
  }

  /**
   * Whether equal trees shall become equal archives, byte for byte, whenever, by whomever and on
   * whatever file system. Then all files have one time, that of the environment variable {@code
   * SOURCE_DATE_EPOCH} or else the beginning of 1980, and no owner.
   *
   * <p>What is stored is always equal. What is packed is where the packer is the same: some JDKs
   * come with another {@link java.util.zip.Deflater}.
   */
  public ZipStoreBuilder reproducible(boolean isReproducible) {
    this.reproducible = isReproducible;
    return this;
  }

  /**
   * Puts the archive behind the bytes of {@code file}, which are kept as they are. If it has an
   * archive already, that one's entries stay, but those of a name that is packed are replaced.
   */
  public ZipStoreBuilder onto(Path file) {
    this.executable = file;
    return this;
  }

  /** Who is told how far it is. */
  public ZipStoreBuilder listener(TreeListener packListener) {
    this.listener = packListener;
    return this;
  }

  /**
   * Packs to {@code file}, which appears when it is complete: one that is there is replaced then,
   * and stays when this fails. Then nothing else is left either. It may be used by whom the
   * executable may be, or the file that it replaces.
   *
   * @throws FileSystemException naming the file, of those to be packed or {@code file}, that could
   *     not be read or written, that is of a kind that no archive has, or that is there twice; when
   *     {@code file} lies in one of the trees
   * @throws IllegalStateException if the method needs a library that is not there, or the time in
   *     the environment is none
   */
  public void writeTo(Path file) throws IOException {
    TreePlan plan = plan(file);
    Instant time = reproducible ? SourceDate.get() : null;
    try (Encoder encoder = Encoder.of(method);
        Prefix prefix = executable == null ? null : Prefix.open(executable, plan);
        PackFile out = PackFile.create(file)) {
      ZoneId zone = time == null ? ZoneId.systemDefault() : ZoneOffset.UTC;
      EntryPacker packer = new EntryPacker(out, zone, align, encoder, listener);
      if (prefix != null) {
        prefix.copyTo(out);
        prefix.kept().forEach(packer::keep);
      }
      HeadReader heads = new HeadReader(time);
      for (Map.Entry<String, Path> entry : plan.files().entrySet()) {
        EntryHead head = heads.head(entry.getKey(), entry.getValue());
        packer.add(head, SourceFile.of(head, entry.getValue()));
      }
      packer.finish(prefix == null ? new byte[0] : prefix.comment());
      out.finish();
    }
  }

  private TreePlan plan(Path file) throws IOException {
    Path folder = PackFile.placeOf(file).getParent().toRealPath();
    TreePlan plan = new TreePlan();
    for (Map.Entry<String, Path> tree : trees.entrySet()) {
      Path path = tree.getValue();
      if (folder.startsWith(path.toRealPath())) {
        throw new FileSystemException(
            path.toString(), file.toString(), "Is a directory that '" + file + "' lies in");
      }
      plan.add(tree.getKey(), path);
    }
    return plan;
  }
}
