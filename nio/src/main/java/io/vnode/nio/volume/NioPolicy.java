package io.vnode.nio.volume;

import java.util.List;
import java.util.function.Predicate;

/**
 * What may be done through a volume, besides what the host itself allows.
 *
 * @param readOnly whether every change answers EROFS
 * @param links whether links of the host are followed, and can be made; otherwise they answer ELOOP
 *     and EPERM
 * @param security whether owners and permissions can be changed; otherwise EPERM
 * @param isProtected says of the names of a file, from the root of the volume on, whether it is
 *     read-only, with all that is below it: its contents, its attributes, and that it has these
 *     names; null for nothing
 */
public record NioPolicy(
    boolean readOnly, boolean links, boolean security, Predicate<List<String>> isProtected) {

  /** All that the host allows. */
  public static final NioPolicy ANYTHING = new NioPolicy(false, true, true, null);

  /** Reading only. */
  public static final NioPolicy READ_ONLY = new NioPolicy(true, true, false, null);
}
