package io.vnode.tck.nio;

import static io.vnode.tck.Capability.DELETE_ON_CLOSE;
import static io.vnode.tck.Capability.SYMBOLIC_LINKS;
import static java.nio.charset.StandardCharsets.UTF_8;
import static java.nio.file.StandardOpenOption.APPEND;
import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.CREATE_NEW;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.TRUNCATE_EXISTING;
import static java.nio.file.StandardOpenOption.WRITE;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.vnode.tck.Area;
import io.vnode.tck.Case;
import io.vnode.tck.Cites;
import io.vnode.tck.Errno;
import io.vnode.tck.Kind;
import io.vnode.tck.Needs;
import io.vnode.tck.Playground;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.NonReadableChannelException;
import java.nio.channels.NonWritableChannelException;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.OpenOption;
import java.nio.file.StandardOpenOption;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** What each set of open options does to what the name stands for. */
@Area(value = "nio.options", source = "java.nio.file.Files#newByteChannel")
final class OpenOptionChecks {
  private static final StandardOpenOption[] OPTIONS = {
    READ, WRITE, APPEND, TRUNCATE_EXISTING, CREATE, CREATE_NEW
  };

  private static final String CONTENT = "content of f";

  @Cites("[IllegalArgumentException] if the set contains an invalid combination of options")
  Stream<Case> whatContradictsItselfIsRefused() {
    return sets()
        .filter(OpenOptionChecks::isContradiction)
        .map(options ->
            Case.of(
                label(options),
                p -> {
                  p.write("f", CONTENT);
                  p.refuses(IllegalArgumentException.class, () -> open(p, options));
                  p.shows("f=" + CONTENT);
                }));
  }

  private static boolean isContradiction(Set<StandardOpenOption> options) {
    return options.contains(APPEND)
        && (options.contains(READ) || options.contains(TRUNCATE_EXISTING));
  }

  @Cites("java.nio.file.StandardOpenOption")
  Stream<Case> everySetOfOptionsOnEveryKind() {
    return Stream.of(
            Kind.NOTHING,
            Kind.FILE,
            Kind.EMPTY_DIRECTORY,
            Kind.LINK_TO_FILE,
            Kind.DANGLING_LINK,
            Kind.LINK_TO_ITSELF)
        .flatMap(kind ->
            sets().filter(options -> isDefined(kind, options)).map(options -> row(kind, options)));
  }

  /** Whether the Javadoc says what happens: it does not for a directory that is read. */
  private static boolean isDefined(Kind kind, Set<StandardOpenOption> options) {
    return !isContradiction(options) && (!kind.isDirectory() || isWriting(options));
  }

  private static Case row(Kind kind, Set<StandardOpenOption> options) {
    Errno refusal = refusal(kind, options);
    return Case.of(
            kind + " " + label(options),
            p -> {
              kind.make(p, "f");
              if (refusal != null) {
                p.expect(refusal, () -> open(p, options));
              } else {
                opens(p, kind, options);
              }
            })
        .needs(kind.needs());
  }

  /** The error, or null where the file is opened. */
  private static Errno refusal(Kind kind, Set<StandardOpenOption> options) {
    boolean writing = isWriting(options);
    if (writing && options.contains(CREATE_NEW)) {
      return kind == Kind.NOTHING ? null : Errno.EEXIST;
    }
    return switch (kind) {
      case NOTHING, DANGLING_LINK -> writing && options.contains(CREATE) ? null : Errno.ENOENT;
      case EMPTY_DIRECTORY -> Errno.EISDIR;
      case LINK_TO_ITSELF -> Errno.ELOOP;
      default -> null;
    };
  }

  private static void opens(Playground p, Kind kind, Set<StandardOpenOption> options)
      throws IOException {
    String file = kind.isLink() ? Kind.targetOf("f") : "f";
    boolean there = kind == Kind.FILE || kind == Kind.LINK_TO_FILE;
    boolean truncated = isWriting(options) && options.contains(TRUNCATE_EXISTING);
    String content = there && !truncated ? "content of " + file : "";
    try (SeekableByteChannel channel = open(p, options)) {
      assertEquals(content.length(), channel.size(), "the size after opening");
      content = writes(channel, options, content);
      reads(channel, options, content);
    }
    assertEquals(content, p.read(file), "the content afterwards");
  }

  /** Writes where the options let it, and answers what the content must be then. */
  private static String writes(
      SeekableByteChannel channel, Set<StandardOpenOption> options, String content)
      throws IOException {
    channel.position(0);
    ByteBuffer two = UTF_8.encode("XY");
    if (!isWriting(options)) {
      assertThrows(NonWritableChannelException.class, () -> channel.write(two));
      return content;
    }
    assertEquals(2, channel.write(two));
    if (options.contains(APPEND)) {
      return content + "XY";
    }
    return "XY" + (content.length() > 2 ? content.substring(2) : "");
  }

  private static void reads(
      SeekableByteChannel channel, Set<StandardOpenOption> options, String content)
      throws IOException {
    ByteBuffer buffer = ByteBuffer.allocate(100);
    if (isWriting(options) && !options.contains(READ)) {
      assertThrows(NonReadableChannelException.class, () -> channel.read(buffer));
    } else {
      channel.position(0);
      int read = channel.read(buffer);
      assertEquals(content.isEmpty() ? -1 : content.length(), read);
      assertEquals(content, UTF_8.decode(buffer.flip()).toString());
    }
  }

  @Cites("java.nio.file.LinkOption#NOFOLLOW_LINKS")
  @Needs(SYMBOLIC_LINKS)
  Stream<Case> aLinkThatIsNotToBeFollowedIsNotOpened() {
    return Stream.of(Kind.LINK_TO_FILE, Kind.DANGLING_LINK)
        .flatMap(kind ->
            Stream.of(READ, WRITE)
                .map(option ->
                    Case.of(
                        kind + " " + option,
                        p -> {
                          kind.make(p, "f");
                          p.expect(
                              Errno.ELOOP,
                              () -> open(p, Set.of(option, LinkOption.NOFOLLOW_LINKS)));
                        })));
  }

  @Cites("java.nio.file.StandardOpenOption#DELETE_ON_CLOSE")
  @Needs(DELETE_ON_CLOSE)
  void aFileToBeDeletedOnCloseIsGoneThen(Playground p) throws IOException {
    p.write("f", CONTENT);
    try (SeekableByteChannel channel = open(p, Set.of(READ, StandardOpenOption.DELETE_ON_CLOSE))) {
      assertEquals(CONTENT.length(), channel.size());
    }
    assertFalse(p.exists("f"));
  }

  // ---------------------------------------------------------------- sets of options

  private static Stream<Set<StandardOpenOption>> sets() {
    return IntStream.range(0, 1 << OPTIONS.length).mapToObj(OpenOptionChecks::set);
  }

  private static Set<StandardOpenOption> set(int bits) {
    Set<StandardOpenOption> options = EnumSet.noneOf(StandardOpenOption.class);
    for (int i = 0; i < OPTIONS.length; i++) {
      if ((bits & 1 << i) != 0) {
        options.add(OPTIONS[i]);
      }
    }
    return options;
  }

  private static boolean isWriting(Set<StandardOpenOption> options) {
    return options.contains(WRITE) || options.contains(APPEND);
  }

  private static String label(Set<StandardOpenOption> options) {
    return options.isEmpty()
        ? "no options"
        : options.stream().map(Enum::name).collect(Collectors.joining(" "));
  }

  private static SeekableByteChannel open(Playground p, Set<? extends OpenOption> options)
      throws IOException {
    return p.get("open f " + options, () -> Files.newByteChannel(p.path("f"), options));
  }
}
