package io.vnode.tck;

import java.time.Duration;
import java.util.Set;

/**
 * One sentence that holds of a file system, and how to find out. Immutable.
 *
 * @param id stable: the area's id, the sentence and the row, in small letters with hyphens
 * @param area the id of its area
 * @param title the sentence, and the row of the table where there is one
 * @param source where it is written
 * @param needs what a file system must offer
 * @param without what it must not offer
 * @param writes whether it makes something
 * @param populated whether it finds the {@link Fixture} in its playground
 * @param ownFileSystem whether nobody else may use the file system meanwhile
 * @param timeLimit after which it has failed
 */
public record Check(
    String id,
    String area,
    String title,
    String source,
    Set<Capability> needs,
    Set<Capability> without,
    boolean writes,
    boolean populated,
    boolean ownFileSystem,
    Duration timeLimit,
    Body body) {

  /** What finds out; it throws when the sentence is false. */
  @FunctionalInterface
  public interface Body {
    void run(Playground playground) throws Exception;
  }

  /** Whose requirement it is. */
  public Layer layer() {
    return layer(area);
  }

  static Layer layer(String area) {
    for (Layer layer : Layer.values()) {
      if (area.startsWith(layer.id() + ".")) {
        return layer;
      }
    }
    throw new IllegalArgumentException("The id of an area begins with a layer: " + area);
  }

  @Override
  public String toString() {
    return id;
  }
}
