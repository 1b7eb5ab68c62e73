package io.vnode.cli;

import static java.nio.file.LinkOption.NOFOLLOW_LINKS;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.UserDefinedFileAttributeView;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code vnode stat}. */
@Command(
    name = "stat",
    description = "Tell everything that a file system knows of files.",
    footer = {
      "",
      "FORMAT: %%n name, %%N name and link target, %%F type, %%f mode in hex, %%a permissions in"
          + " octal, %%A in letters, %%s size, %%b blocks of %%B bytes, %%d device, %%i inode,"
          + " %%h links, %%u %%U owner, %%g %%G group, %%x %%X access, %%y %%Y modification,"
          + " %%z %%Z change, %%w %%W birth (small: text, capital: seconds), %%%% a percent sign."
          + " What a file system does not tell is a question mark."
    })
final class StatCommand extends Tool {
  /**
   * Views with nothing to add: parts of those a {@link Status} comes from, and the one whose names
   * must be listed first. Where there are permissions, those of DOS say nothing.
   */
  private static final Set<String> TOLD_VIEWS =
      Set.of("basic", "owner", "posix", "unix", "user", "dos");

  @Option(names = "-c", paramLabel = "FORMAT", description = "Print FORMAT, filled in, for each.")
  private String format;

  @Option(names = "-L", description = "Follow symbolic links.")
  private boolean followLinks;

  @Option(names = "--json", description = "One array with an object for each file.")
  private boolean asJson;

  @Parameters(paramLabel = "FILE", arity = "1..*", description = "Paths or URIs.")
  private List<String> operands;

  private Json json;

  @Override
  void run() {
    if (asJson) {
      json = new Json(out()).beginArray();
    }
    forEach(operands, this::tell);
    if (asJson) {
      json.end();
    }
  }

  private void tell(Location location) throws IOException {
    Status status = Status.of(location.path(), followLinks);
    if (format != null) {
      String target = status.kind() == FileKind.SYMLINK ? target(location) : null;
      out().println(shown(new StatFormat(location.text(), target, status).fill(format)));
    } else if (asJson) {
      tellJson(location, status);
    } else {
      tellLines(location, status).forEach(this::line);
    }
  }

  private void line(String label, String text) {
    if (text != null) {
      out().printf("%12s: %s%n", label, shown(text));
    }
  }

  private static String target(Location location) throws IOException {
    return Files.readSymbolicLink(location.path()).toString();
  }

  private Map<String, String> tellLines(Location location, Status status) throws IOException {
    Map<String, String> lines = new LinkedHashMap<>();
    boolean isLink = status.kind() == FileKind.SYMLINK;
    lines.put("File", location.text() + (isLink ? " -> " + target(location) : ""));
    lines.put("Type", status.kind().words);
    lines.put("Size", Long.toString(status.size()));
    lines.put("Allocated", text(status.allocated()));
    lines.put("Device", text(status.number("dev")));
    lines.put("Inode", text(status.number("ino")));
    lines.put("Links", text(status.number("nlink")));
    Integer permissions = status.permissions();
    lines.put(
        "Mode",
        permissions == null ? null : String.format("%04o %s", permissions, status.modeText()));
    lines.put("Owner", principal(status.owner(), status.number("uid")));
    lines.put("Group", principal(status.group(), status.number("gid")));
    lines.put("Access", time(status, "lastAccessTime"));
    lines.put("Modify", time(status, "lastModifiedTime"));
    lines.put("Change", time(status, "ctime"));
    lines.put("Birth", time(status, "creationTime"));
    otherAttributes(location.path(), status).forEach((name, value) -> lines.put(name, value));
    return lines;
  }

  private static String text(Object value) {
    return value == null ? null : value.toString();
  }

  private static String principal(String name, Long number) {
    return number == null ? name : name + " (" + number + ")";
  }

  private static String time(Status status, String name) {
    FileTime time = status.time(name);
    return time == null ? null : Describe.nanosecond(time);
  }

  private void tellJson(Location location, Status status) throws IOException {
    json.beginObject().member("path", location.text());
    status.members(json);
    if (status.kind() == FileKind.SYMLINK) {
      json.member("target", target(location));
    }
    json.name("attributes").beginObject();
    status.values().forEach((name, value) -> json.member(status.view() + ":" + name, value));
    otherAttributes(location.path(), status).forEach(json::member);
    json.end().end();
  }

  /** What the views beside the one of {@code status} tell, by view and name. */
  private Map<String, String> otherAttributes(Path path, Status status) throws IOException {
    Map<String, String> values = new LinkedHashMap<>();
    LinkOption[] options = followLinks ? new LinkOption[0] : new LinkOption[] {NOFOLLOW_LINKS};
    Set<String> views = new TreeSet<>(path.getFileSystem().supportedFileAttributeViews());
    for (String view : views) {
      if (!TOLD_VIEWS.contains(view)) {
        Files.readAttributes(path, view + ":*", options)
            .forEach((name, value) -> {
              if (value != null && !status.values().containsKey(name)) {
                values.put(view + ":" + name, value.toString());
              }
            });
      }
    }
    boolean mayHaveUserAttributes =
        status.kind() == FileKind.FILE || status.kind() == FileKind.DIRECTORY;
    if (views.contains("user") && mayHaveUserAttributes) {
      addUserAttributes(path, values, options);
    }
    return values;
  }

  private static void addUserAttributes(
      Path path, Map<String, String> values, LinkOption... options) throws IOException {
    UserDefinedFileAttributeView view =
        Files.getFileAttributeView(path, UserDefinedFileAttributeView.class, options);
    if (view == null || !Files.getFileStore(path).supportsFileAttributeView("user")) {
      return;
    }
    for (String name : new TreeSet<>(view.list())) {
      byte[] value = (byte[]) Files.getAttribute(path, "user:" + name, options);
      String text = Names.textOrNull(value);
      values.put("user:" + name, text != null ? text : value.length + " bytes");
    }
  }
}
