package io.vnode.cli;

import io.vnode.wofs.WofsCommit;
import io.vnode.wofs.WofsImage;
import io.vnode.wofs.WofsRegion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.attribute.FileTime;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code vnode wofs info}. */
@Command(
    name = "info",
    description = {
      "Tell what an image is and what its bytes are there for.",
      "",
      "Live are the bytes of files as they are after the last commit; dead are those that only"
          + " earlier commits have, and that 'vnode wofs compact' gives back."
    })
final class WofsInfoCommand extends WofsImageTool {
  @Option(
      names = "--map",
      paramLabel = "OUT.svg",
      description = "Draw a picture of what lies where, too.")
  private String map;

  @Option(names = "--json", description = "One object.")
  private boolean asJson;

  @Override
  void work(Location image) throws IOException {
    try (WofsImage opened = WofsImage.open(image.path())) {
      List<WofsRegion> regions = opened.regions();
      tell(opened, sums(regions));
      if (map != null) {
        draw(new WofsMap(image.text(), opened.commits(), regions));
      }
    }
  }

  /** How many bytes there are of each kind. */
  static Map<WofsRegion.Kind, Long> sums(List<WofsRegion> regions) {
    Map<WofsRegion.Kind, Long> sums = new EnumMap<>(WofsRegion.Kind.class);
    for (WofsRegion.Kind kind : WofsRegion.Kind.values()) {
      sums.put(kind, 0L);
    }
    regions.forEach(region -> sums.merge(region.kind(), region.length(), Long::sum));
    return sums;
  }

  private void draw(WofsMap drawing) throws IOException {
    try {
      Files.writeString(locate(map).path(), drawing.svg());
    } catch (IOException e) {
      throw new LocatedException(map, e);
    }
  }

  private void tell(WofsImage opened, Map<WofsRegion.Kind, Long> sums) throws IOException {
    List<WofsCommit> commits = opened.commits();
    WofsCommit last = commits.isEmpty() ? null : commits.get(commits.size() - 1);
    long inodes = last == null ? 0 : opened.inodes(last.number());
    if (asJson) {
      json(opened, sums, inodes);
      return;
    }
    line("id", opened.id());
    line("created", Describe.nanosecond(FileTime.from(opened.created())));
    line("capacity", size(opened.capacity()));
    if (last == null) {
      line("commits", "none");
    } else {
      line("commits", commits.get(0).number() + " to " + last.number());
      line("last", Describe.nanosecond(FileTime.from(last.time())));
      line("hash", last.hash());
    }
    line("inodes", Long.toString(inodes));
    sums.forEach((kind, bytes) -> {
      if (bytes > 0) {
        line(name(kind), size(bytes) + share(bytes, opened.capacity()));
      }
    });
  }

  static String name(WofsRegion.Kind kind) {
    return kind.name().toLowerCase(Locale.ROOT);
  }

  private static String size(long bytes) {
    return Describe.humanSize(bytes) + (bytes < 1024 ? "" : " (" + bytes + ")");
  }

  private static String share(long bytes, long capacity) {
    return String.format(Locale.ROOT, ", %.1f %%", bytes * 100.0 / capacity);
  }

  private void line(String label, String text) {
    out().printf("%-10s %s%n", label, text);
  }

  private void json(WofsImage opened, Map<WofsRegion.Kind, Long> sums, long inodes) {
    Json json = new Json(out());
    json.beginObject()
        .member("id", opened.id())
        .member("created", opened.created())
        .member("capacity", opened.capacity())
        .member("commits", opened.commits().size())
        .member("inodes", inodes)
        .name("bytes")
        .beginObject();
    sums.forEach((kind, bytes) -> json.member(name(kind), bytes));
    json.end().end();
  }
}
