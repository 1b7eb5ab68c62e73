package io.vnode.wofs.format;

import java.io.IOException;

/** Where an image is, or will be: the directory side of {@link ImageFile}. */
public interface ImageSite {

  /** What the image is called in messages. */
  String name();

  /** How long the file is; zero where there is none. */
  long size() throws IOException;

  /** Opens the file that is there. */
  ImageFile open(boolean writes) throws IOException;

  /** Makes a new file beside the image, to take its place. */
  ImageFile create() throws IOException;

  /**
   * Puts {@code made}, which {@link #create} has made and which is complete, in the place of the
   * image in one step, so that it outlasts a crash.
   */
  void install(ImageFile made) throws IOException;

  /** Closes and removes {@code made}, which {@link #create} has made and nobody needs. */
  void discard(ImageFile made);
}
