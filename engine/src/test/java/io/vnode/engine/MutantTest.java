package io.vnode.engine;

import static io.vnode.engine.Mutant.loud;
import static io.vnode.engine.Mutant.racing;
import static io.vnode.engine.Mutant.silent;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.io.IOException;
import java.io.StringWriter;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The judges judged: each {@link Mutant} is a copy of the engine with one deliberate bug, compiled
 * and run in a JVM of its own, and the stress test or a race must catch it.
 */
class MutantTest {
  private static final Path SOURCES =
      Path.of(System.getProperty("basedir", ""), "src", "main", "java", "io", "vnode", "engine");

  private static final long ORDEAL_SECONDS = 90;

  @TempDir Path folder;

  static Stream<Mutant> mutants() {
    return Stream.of(
        racing(
            Race.AN_EXCLUSIVE_OPEN_MAKES_JUST_ONE_NAME,
            "a file that is made is opened after the lock was let go",
            "Entries.java",
            """
                synchronized (directory.lock()) {
                  assert LockOrder.taken(directory);
                  requireMakeable(mode);
                  Birth birth = Access.birth(directory, who, mode, 0, null);
                  OpenFile opened = directory.create(name, birth, who, how);
                  noteMade(opened.inode());
                  return opened;
            """,
            """
                synchronized (new Object()) {
                  FileNode made = (FileNode) make(mode, 0, null);
                  Body body = made.open(how, directory, name);
                  return new OpenFile(made, body, who, how, directory, name);
            """),
        silent(
            "rename leaves the second directory unlocked",
            "Rename.java",
            "synchronized (second.lock()) {",
            "synchronized (new Object()) {"),
        silent(
            "rename takes no mutex",
            "Rename.java",
            "synchronized (from.volume().renameMutex()) {",
            "synchronized (new Object()) {"),
        silent(
            "rename locks the lower directory first",
            "Rename.java",
            "boolean toFirst = isAbove(to, from);",
            "boolean toFirst = !isAbove(to, from);"),
        loud(
            "rename locks the lower directory first, with assertions",
            "Rename.java",
            "boolean toFirst = isAbove(to, from);",
            "boolean toFirst = !isAbove(to, from);"),
        silent(
            "rename moves a directory into itself",
            "Rename.java",
            "if (source instanceof Directory directory && isAbove(directory, to)) {",
            "if (source == null) {"),
        silent(
            "rename moves into a dead directory", "Rename.java", "Entries.requireAlive(to);", ""),
        silent(
            "rename leaves what it replaced its link",
            "Rename.java",
            "Entries.loseName(target, now);",
            "target.noteChanged(now);"),
        silent(
            "make and link do not look whether the directory is alive",
            "Entries.java",
            "    requireAlive(directory);\n",
            ""),
        racing(
            Race.A_NAME_IS_MADE_BY_ONE,
            "make and link do not look again under the lock",
            "Entries.java",
            "if (directory.lookup(name) != null) {",
            "if (name == null) {"),
        silent("link counts no link", "Entries.java", "inode.noteLinks(1);", ""),
        racing(
            Race.A_LINK_DOES_NOT_REVIVE_WHAT_IS_GONE,
            "link revives a file that was released",
            "Entries.java",
            "if (inode.links() == 0) {\n          throw",
            "if (inode == null) {\n          throw"),
        silent(
            "rmdir leaves its victim unlocked",
            "Entries.java",
            "synchronized (victim.lock()) {",
            "synchronized (new Object()) {"),
        silent("rmdir keeps the link of ..", "Entries.java", "directory.noteLinks(-1);", ""),
        silent(
            "the last close of an unlinked file releases nothing",
            "TreeFile.java",
            "if (left == 0 && links() == 0) {",
            "if (left == 0 && links() < 0) {"),
        silent(
            "a file is released twice",
            "TreeFile.java",
            "if (!OPENS.compareAndSet(this, 0, RELEASED)) {",
            "if (opens > 0) {"),
        racing(
            Race.THE_LAST_NAME_AND_THE_LAST_CLOSE_RELEASE_ONCE,
            "the last closer does not wait for the unlinker",
            "TreeFile.java",
            "synchronized (lock()) {",
            "synchronized (new Object()) {"),
        racing(
            Race.A_NAME_RENAMED_OVER_IS_NEVER_MISSING,
            "rename removes what it replaces before it adds",
            "TreeDirectory.java",
            "other.names().replace(newName, inode);",
            "other.leave(newName);\n      other.enter(newName, inode);"),
        racing(
            Race.WHAT_IS_RENAMED_ALWAYS_HAS_A_NAME,
            "rename removes the old name before it adds the new one",
            "TreeDirectory.java",
            "      other.enter(newName, inode);\n",
            "      leave(name);\n      other.enter(newName, inode);\n      return;\n"),
        racing(
            Race.A_NAME_RENAMED_OVER_IS_NEVER_MISSING,
            "a table is shown before it is filled",
            "TreeDirectory.java",
            "    names.makeRoom();\n",
            "    slots = NameTable.EMPTY.slots();\n    names.makeRoom();\n"),
        racing(
            Race.A_SNAPSHOT_HAS_ALL_NAMES_OF_ONE_MOMENT,
            "a snapshot is not told what is about to be removed",
            "TreeDirectory.java",
            "    tree().noteChanging(this);\n    leave(name);",
            "    leave(name);"),
        racing(
            Race.WHAT_IS_RENAMED_IS_IN_EACH_SNAPSHOT_ONCE,
            "a snapshot is told of one side of a rename only",
            "TreeVolume.java",
            "onlooker.keep(one);",
            ""),
        racing(
            Race.A_RESTORE_IS_ONE_STEP_FOR_WHOEVER_READS,
            "a walk that failed in a tree that was replaced is not taken again",
            "Namespace.java",
            "} while (walk.failure() != null && era != volume.era());",
            "} while (false);"),
        racing(
            Race.RESTORES_AMONG_CHANGES_LEAVE_NOTHING_BEHIND,
            "a restore leaves the directories of the old tree alive",
            "TreeReplacement.java",
            "Entries.die(directory, now);",
            ""),
        racing(
            Race.HEIGHTS_ARE_NEVER_LOWERED,
            "a height is raised by check and then act",
            "Directory.java",
            "} while (!HEIGHT.compareAndSet(this, before, height));",
            "  this.height = height;\n    } while (before > height);"),
        racing(
            Race.A_WALK_CROSSES_A_MOUNT_THAT_COMES_AND_GOES,
            "a walk reads twice what is mounted",
            "Mounts.java",
            "directory = mounted.root();",
            "directory = directory.mounted().root();"),
        racing(
            Race.A_VOLUME_IS_MOUNTED_ONCE,
            "each namespace has its own mount lock",
            "Namespace.java",
            "private static final Object MOUNT_LOCK",
            "private final Object MOUNT_LOCK"),
        racing(
            Race.OPEN_FILES_ARE_NEVER_COUNTED_TOO_FEW,
            "opens are summed before closes",
            "Volume.java",
            "long ended = closed.sum();\n    return opened.sum() - ended;",
            "return opened.sum() - closed.sum();"),
        racing(
            Race.A_WRITE_THAT_COMES_TOO_LATE_LEAVES_NOTHING,
            "a close does not wait for what is under way",
            "OpenFile.java",
            "if (before == 0) {\n      end();",
            "if (before >= 0) {\n      end();"),
        racing(
            Race.AN_ATTRIBUTE_THAT_COMES_TOO_LATE_LEAVES_NOTHING,
            "an inode that is no more takes attributes",
            "Attributes.java",
            "if (inode.isGone()) {",
            "if (inode == null) {"),
        racing(
            Race.THREADS_WHO_SHARE_A_POSITION_SHARE_THE_BYTES,
            "a read leaves the position unlocked",
            "OpenFile.java",
            """
                    assert LockOrder.taken(LockOrder.Rank.POSITION, this, this);
                    count = body.read(target, position);
                    position += Math.max(count, 0);
                  }
            """,
            """
                  }
                  count = body.read(target, position);
                  position += Math.max(count, 0);
            """));
  }

  /** HOUSE.md, rule 10: every concurrency bug becomes an oracle; and an oracle must speak. */
  @ParameterizedTest
  @MethodSource("mutants")
  void theMutantIsCaught(Mutant mutant) throws Exception {
    compile(mutant);
    long start = System.nanoTime();
    Process ordeal = start(mutant);
    String said =
        new String(ordeal.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
    int status = ordeal.waitFor();
    long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
    assertEquals(Ordeal.CAUGHT, status, () -> "not caught: " + mutant + "; " + said);
    System.out.printf("%6d ms  %-58s %s%n", millis, mutant, said);
  }

  private void compile(Mutant mutant) throws IOException {
    String source = mutant.applyTo(Files.readString(SOURCES.resolve(mutant.file())));
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    assertNotNull(compiler, "this test needs a JDK");
    JavaFileObject unit =
        new SimpleJavaFileObject(
            URI.create("mutant:///" + mutant.file()), JavaFileObject.Kind.SOURCE) {
          @Override
          public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return source;
          }
        };
    List<String> options =
        List.of("-d", folder.toString(), "-cp", folderOf(Inode.class), "-proc:none", "-nowarn");
    StringWriter words = new StringWriter();
    assertTrue(
        compiler.getTask(words, null, null, options, null, List.of(unit)).call(),
        () -> mutant + " does not compile: " + words);
  }

  private Process start(Mutant mutant) throws IOException {
    String classes =
        String.join(
            File.pathSeparator, folder.toString(), folderOf(Inode.class), folderOf(Ordeal.class));
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            mutant.assertions() ? "-ea" : "-da",
            "-Xmx256m",
            "-XX:TieredStopAtLevel=1",
            "-Dvnode.stress.stall.seconds=3",
            "-cp",
            classes,
            Ordeal.class.getName(),
            mutant.ordeal(),
            Long.toString(ORDEAL_SECONDS),
            Long.toString(Long.getLong("vnode.stress.seed", System.nanoTime())))
        .redirectErrorStream(true)
        .start();
  }

  private static String folderOf(Class<?> type) {
    try {
      return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI()).toString();
    } catch (URISyntaxException e) {
      throw new IllegalArgumentException(e);
    }
  }
}
