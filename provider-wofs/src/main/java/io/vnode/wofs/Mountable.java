package io.vnode.wofs;

import io.vnode.wofs.format.Commit;
import io.vnode.wofs.format.CommitLog;
import io.vnode.wofs.format.ImageSource;
import io.vnode.wofs.format.TreeImage;
import java.io.IOException;
import java.util.List;

/**
 * What of an image is to be mounted.
 *
 * @param log its commits up to that one
 * @param tree the tree of the last of them; null when there is none
 * @param damage what is wrong with a later one, if that was asked to be passed over; or null
 */
record Mountable(CommitLog log, TreeImage tree, WofsFormatException damage) {

  /** The commit that {@code settings} ask for. */
  static Mountable find(ImageSource image, CommitLog log, WofsSettings settings)
      throws IOException {
    CommitLog upTo = upTo(image, log, settings.get(WofsSettings.AT));
    WofsFormatException damage = log.damage();
    while (upTo.last() != null) {
      try {
        return new Mountable(upTo, TreeImage.read(image, upTo, upTo.last()), damage);
      } catch (WofsFormatException e) {
        if (!settings.get(WofsSettings.RECOVER)) {
          throw e;
        }
        damage = damage == null ? e : damage;
        upTo = without(upTo);
      }
    }
    return new Mountable(upTo, null, damage);
  }

  private static CommitLog upTo(ImageSource image, CommitLog log, long number) throws IOException {
    if (number == 0) {
      return log;
    }
    Commit commit = log.commit(number);
    if (commit == null) {
      throw new IllegalArgumentException(
          WofsProvider.SCHEME + ": at: " + log.missing(image, number));
    }
    int count = (int) (number - log.header().first() + 1);
    return new CommitLog(log.header(), log.commits().subList(0, count), commit.end(), 0, null);
  }

  /** {@code log} without its last commit. */
  private static CommitLog without(CommitLog log) {
    List<Commit> commits = log.commits().subList(0, log.commits().size() - 1);
    return new CommitLog(log.header(), commits, log.last().start(), 0, log.damage());
  }
}
