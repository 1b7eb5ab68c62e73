package io.vnode.tck;

import java.io.IOException;
import java.net.URI;
import java.nio.file.FileSystem;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Function;

/**
 * What the suite is told of a file system: how to open it, what it offers, where it may differ.
 * Immutable; each method that says more answers another description.
 *
 * <pre>{@code
 * FileSystemUnderTest.of(() -> FileSystems.newFileSystem(URI.create("myfs:x"), Map.of()))
 *     .with(HARD_LINKS, SYMBOLIC_LINKS)
 *     .limit(Limit.NAME_LENGTH, 255)
 * }</pre>
 *
 * <p>Unless told otherwise nothing is offered: see {@link #with} and {@link #detectCapabilities}.
 */
public final class FileSystemUnderTest implements Cloneable {
  /** Opens a file system. */
  @FunctionalInterface
  public interface Opener {
    FileSystem open() throws IOException;
  }

  /**
   * Opens a file system that holds a copy of {@code fixture}, a directory of the host with a {@link
   * Fixture} in it, as far as what is offered goes.
   */
  @FunctionalInterface
  public interface Populator {
    FileSystem open(Path fixture) throws IOException;
  }

  /** Closes a file system, and opens what it left behind. */
  @FunctionalInterface
  public interface Reopener {
    FileSystem reopen(FileSystem fileSystem) throws IOException;
  }

  /** A provider's own look at whether all is well inside. */
  @FunctionalInterface
  public interface Verifier {
    void verify(FileSystem fileSystem) throws IOException;
  }

  /** The same files as {@code user} sees them. */
  @FunctionalInterface
  public interface ActingAs {
    FileSystem as(FileSystem fileSystem, String user) throws IOException;
  }

  /**
   * Those who can act.
   *
   * @param owner who acts where nobody is named
   * @param other another without privileges, of another group
   * @param superuser whom permissions do not stop
   */
  record Users(ActingAs acting, String owner, String other, String superuser) {
    static final Users UNKNOWN = new Users(null, null, null, null);

    boolean areKnown() {
      return acting != null;
    }
  }

  private final Opener opener;
  private boolean borrowed;
  private String name;
  private Function<FileSystem, Path> base = fileSystem -> fileSystem.getPath("").toAbsolutePath();
  private Set<Capability> with = EnumSet.noneOf(Capability.class);
  private Set<Capability> without = EnumSet.noneOf(Capability.class);
  private boolean detect;
  private Users users = Users.UNKNOWN;
  private Map<Limit, Long> limits = new EnumMap<>(Limit.class);
  private Duration timeGranularity = Duration.ofMillis(10);
  private Duration patience = Duration.ofSeconds(10);
  private Set<Allowance> allowances = EnumSet.noneOf(Allowance.class);
  private Set<String> knownFailures = Set.of();
  private Set<String> areas = Set.of();
  private boolean threadSafe;
  private boolean freshEach;
  private boolean populated;
  private Reopener reopener;
  private Path beside;
  private Function<FileSystem, URI> uri;
  private Verifier verifier = fileSystem -> {};

  private FileSystemUnderTest(String name, Opener opener) {
    this.name = name;
    this.opener = opener;
  }

  /** File systems that {@code opener} opens, and that the suite closes. */
  public static FileSystemUnderTest of(Opener opener) {
    return new FileSystemUnderTest("the file system", opener);
  }

  /** File systems that nothing can be written to, and that hold what the checks want to find. */
  public static FileSystemUnderTest populated(Populator populator) {
    FileSystemUnderTest subject = of(() -> populator.open(Fixture.onHost()));
    subject.populated = true;
    return subject;
  }

  /** What is below {@code directory}; its file system is not the suite's to close. */
  public static FileSystemUnderTest of(Path directory) {
    FileSystem fileSystem = directory.getFileSystem();
    FileSystemUnderTest subject =
        new FileSystemUnderTest(directory.toString(), () -> fileSystem)
            .in(opened -> directory.toAbsolutePath());
    subject.borrowed = true;
    return subject;
  }

  // ---------------------------------------------------------------- what is said

  /** The same under another name in reports. */
  public FileSystemUnderTest named(String words) {
    FileSystemUnderTest copy = copy();
    copy.name = words;
    return copy;
  }

  /** Checks work in new directories of {@code directory}, and not of the working directory. */
  public FileSystemUnderTest in(Function<FileSystem, Path> directory) {
    FileSystemUnderTest copy = copy();
    copy.base = directory;
    return copy;
  }

  /** These are offered. */
  public FileSystemUnderTest with(Capability... offered) {
    FileSystemUnderTest copy = copy();
    copy.with.addAll(List.of(offered));
    copy.without.removeAll(List.of(offered));
    return copy;
  }

  /** These are not offered, whatever may be detected. */
  public FileSystemUnderTest without(Capability... lacking) {
    FileSystemUnderTest copy = copy();
    copy.without.addAll(List.of(lacking));
    copy.with.removeAll(List.of(lacking));
    return copy;
  }

  /** What {@link #with} and {@link #without} leave open is found out by trying. */
  public FileSystemUnderTest detectCapabilities() {
    FileSystemUnderTest copy = copy();
    copy.detect = true;
    return copy;
  }

  /**
   * Three users can act.
   *
   * @param owner who acts where nobody is named
   * @param other another without privileges, and in none of the owner's groups
   * @param superuser whom permissions do not stop
   */
  public FileSystemUnderTest as(ActingAs acting, String owner, String other, String superuser) {
    FileSystemUnderTest copy = copy();
    copy.users = new Users(acting, owner, other, superuser);
    return copy;
  }

  /** There is no more than {@code number} of it. */
  public FileSystemUnderTest limit(Limit limit, long number) {
    FileSystemUnderTest copy = copy();
    copy.limits.put(limit, number);
    return copy;
  }

  /** Changes that are this far apart have different times; 10 ms unless told otherwise. */
  public FileSystemUnderTest timeGranularity(Duration granularity) {
    FileSystemUnderTest copy = copy();
    copy.timeGranularity = granularity;
    return copy;
  }

  /**
   * A random history that takes longer hangs, and so does the look at whether something is offered;
   * 10 s unless told otherwise.
   */
  public FileSystemUnderTest patience(Duration limit) {
    FileSystemUnderTest copy = copy();
    copy.patience = limit;
    return copy;
  }

  /** In these manners it may differ. */
  public FileSystemUnderTest allows(Allowance... differences) {
    FileSystemUnderTest copy = copy();
    copy.allowances.addAll(List.of(differences));
    return copy;
  }

  /**
   * The checks of these ids fail, all of them: one that passes is reported as a failure, unless it
   * fails {@linkplain Layer#isByChance by chance}.
   */
  public FileSystemUnderTest knownFailures(Collection<String> ids) {
    FileSystemUnderTest copy = copy();
    copy.knownFailures = Set.copyOf(ids);
    return copy;
  }

  /** Several threads may use it at once, and so checks run in parallel. */
  public FileSystemUnderTest threadSafe(boolean safe) {
    FileSystemUnderTest copy = copy();
    copy.threadSafe = safe;
    return copy;
  }

  /**
   * It is held to these areas alone: the others take for granted what it is made not to do, as to
   * rename or remove what was written.
   */
  public FileSystemUnderTest heldTo(String... areas) {
    FileSystemUnderTest copy = copy();
    copy.areas = Set.of(areas);
    return copy;
  }

  /** Each check opens one for itself, which must be cheap, and need not clean up. */
  public FileSystemUnderTest freshEach(boolean fresh) {
    FileSystemUnderTest copy = copy();
    copy.freshEach = fresh;
    return copy;
  }

  /** What was written is there when it is opened again. */
  public FileSystemUnderTest reopening(Reopener reopener) {
    FileSystemUnderTest copy = copy();
    copy.reopener = reopener;
    return copy;
  }

  /**
   * Histories are run below {@code directory} of another file system too, which the two are to
   * agree with: a directory of the host that the same user may write to.
   */
  public FileSystemUnderTest beside(Path directory) {
    FileSystemUnderTest copy = copy();
    copy.beside = directory;
    return copy;
  }

  /** Its provider knows the file system by this URI. */
  public FileSystemUnderTest knownBy(Function<FileSystem, URI> uri) {
    FileSystemUnderTest copy = copy();
    copy.uri = uri;
    return copy;
  }

  /** After each check and each history this is asked, and fails where something is broken. */
  public FileSystemUnderTest verifiedBy(Verifier verifier) {
    FileSystemUnderTest copy = copy();
    copy.verifier = verifier;
    return copy;
  }

  // ---------------------------------------------------------------- what was said

  public String name() {
    return name;
  }

  public Set<String> knownFailures() {
    return knownFailures;
  }

  public boolean isThreadSafe() {
    return threadSafe;
  }

  OptionalLong limit(Limit limit) {
    Long number = limits.get(limit);
    return number == null ? OptionalLong.empty() : OptionalLong.of(number);
  }

  Duration timeGranularity() {
    return timeGranularity;
  }

  Duration patience() {
    return patience;
  }

  boolean isAllowed(Allowance difference) {
    return allowances.contains(difference);
  }

  Optional<Path> beside() {
    return Optional.ofNullable(beside);
  }

  /** The URI that {@code fileSystem} is known by, if that was said. */
  Optional<URI> uri(FileSystem fileSystem) {
    return Optional.ofNullable(uri).map(known -> known.apply(fileSystem));
  }

  void verify(FileSystem fileSystem) throws IOException {
    verifier.verify(fileSystem);
  }

  Users users() {
    return users;
  }

  boolean isHeldTo(String area) {
    return areas.isEmpty() || areas.contains(area);
  }

  boolean isFreshEach() {
    return freshEach;
  }

  boolean isPopulated() {
    return populated;
  }

  boolean canReopen() {
    return reopener != null;
  }

  /** Whether {@code capability} is offered at {@code site}, as it was told or as it is found. */
  boolean offers(Capability capability, Capability.Site site) {
    return with.contains(capability)
        || (detect && !without.contains(capability) && capability.isOfferedAt(site));
  }

  // ---------------------------------------------------------------- opening

  /** Opens one that is empty, or that holds the {@link Fixture} where the checks cannot write. */
  FileSystem open() throws IOException {
    return opener.open();
  }

  /** The directory below which checks work. */
  Path base(FileSystem fileSystem) {
    return base.apply(fileSystem);
  }

  FileSystem reopen(FileSystem fileSystem) throws IOException {
    return reopener.reopen(fileSystem);
  }

  /** Whether what was opened is the suite's to close. */
  boolean isClosable() {
    return !borrowed;
  }

  private FileSystemUnderTest copy() {
    try {
      FileSystemUnderTest copy = (FileSystemUnderTest) clone();
      copy.with = EnumSet.copyOf(with);
      copy.without = EnumSet.copyOf(without);
      copy.limits = new EnumMap<>(limits);
      copy.allowances = EnumSet.copyOf(allowances);
      return copy;
    } catch (CloneNotSupportedException e) {
      throw new AssertionError(e);
    }
  }
}
