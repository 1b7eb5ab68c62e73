package io.vnode.wofs;

import io.vnode.wofs.WofsSettings.LoadRule;
import io.vnode.wofs.format.ImageFile;
import io.vnode.wofs.format.ImageSite;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/** An image at a path of any provider. */
final class PathSite implements ImageSite {
  private final Path path;
  private final LoadRule load;

  /** The image at {@code path}, which is read as a whole where {@code load} says so. */
  PathSite(Path path, LoadRule load) {
    this.path = path;
    this.load = load;
  }

  @Override
  public String name() {
    return path.toString();
  }

  @Override
  public long size() throws IOException {
    try {
      return Files.size(path);
    } catch (NoSuchFileException e) {
      return 0;
    }
  }

  @Override
  public ImageFile open(boolean writes) throws IOException {
    boolean inMemory = load.loadsAll(size());
    return writes
        ? PathImage.open(path, inMemory, StandardOpenOption.READ, StandardOpenOption.WRITE)
        : PathImage.open(path, inMemory, StandardOpenOption.READ);
  }

  private Path beside() {
    return path.resolveSibling(path.getFileName() + ".new");
  }

  @Override
  public ImageFile create() throws IOException {
    Files.deleteIfExists(beside()); // What a crash has left: whoever is here holds the lock.
    return PathImage.open(
        beside(),
        false,
        StandardOpenOption.CREATE_NEW,
        StandardOpenOption.READ,
        StandardOpenOption.WRITE);
  }

  @Override
  public void install(ImageFile made) throws IOException {
    try {
      Files.move(beside(), path, StandardCopyOption.ATOMIC_MOVE);
    } catch (AtomicMoveNotSupportedException e) {
      Files.move(beside(), path, StandardCopyOption.REPLACE_EXISTING);
    }
    ((PathImage) made).renamed(path);
    forceDirectory();
  }

  /** Sends the new name to the disk, where the provider lets a directory be opened for that. */
  private void forceDirectory() {
    Path directory = path.toAbsolutePath().getParent();
    try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
      channel.force(true);
    } catch (IOException | UnsupportedOperationException e) {
      // There it cannot be done, as on Windows; or it is not needed, as in memory.
    }
  }

  @Override
  public void discard(ImageFile made) {
    try {
      made.close();
      Files.deleteIfExists(beside());
    } catch (IOException e) {
      // It stays beside the image, where the next one that is made takes its place.
    }
  }
}
