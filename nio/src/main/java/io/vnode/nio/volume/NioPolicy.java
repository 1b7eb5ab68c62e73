package io.vnode.nio.volume;

import java.time.Duration;
import java.util.List;
import java.util.function.Predicate;

/**
 * What may be done through a volume, besides what the host itself allows, and what is believed of
 * the host.
 *
 * @param readOnly whether every change answers EROFS
 * @param links whether links of the host are followed, and can be made; otherwise they answer ELOOP
 *     and EPERM
 * @param security whether owners and permissions can be changed; otherwise EPERM
 * @param userAttributes whether user attributes are the host's; otherwise there are none, and
 *     setting one answers EOPNOTSUPP
 * @param isProtected says of the names of a file, from the root of the volume on, whether it is
 *     read-only, with all that is below it: its contents, its attributes, and that it has these
 *     names; null for nothing
 * @param cache for how long attributes, and where names lead, are taken to be what they were when
 *     the host was asked last; what is changed through the volume is seen at once nevertheless
 */
public record NioPolicy(
    boolean readOnly,
    boolean links,
    boolean security,
    boolean userAttributes,
    Predicate<List<String>> isProtected,
    Duration cache) {

  /** All that the host allows, asked each time. */
  public static final NioPolicy ANYTHING =
      new NioPolicy(false, true, true, true, null, Duration.ZERO);

  /** Reading only. */
  public static final NioPolicy READ_ONLY =
      new NioPolicy(true, true, false, true, null, Duration.ZERO);
}
