package io.vnode.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An image that an argument names, as it was after one of its commits.
 *
 * @param location the image itself
 * @param number that of the commit; zero for the last one
 */
record WofsOperand(Location location, long number) {
  private static final Pattern AT = Pattern.compile("(.+)@(\\d{1,18})", Pattern.DOTALL);

  /** What {@code argument} names. A file whose name ends so is itself, and not a commit. */
  static WofsOperand of(Tool tool, String argument) throws IOException {
    Matcher at = AT.matcher(argument);
    Location whole = tool.locate(argument);
    if (!at.matches() || Files.exists(whole.path())) {
      return new WofsOperand(whole, 0);
    }
    return new WofsOperand(tool.locate(at.group(1)), Long.parseLong(at.group(2)));
  }
}
