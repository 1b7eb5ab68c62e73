package io.vnode.wasi;

import static io.vnode.wasi.Parameter.ADVICE;
import static io.vnode.wasi.Parameter.BUFFER;
import static io.vnode.wasi.Parameter.CLOCK;
import static io.vnode.wasi.Parameter.COOKIE;
import static io.vnode.wasi.Parameter.DELTA;
import static io.vnode.wasi.Parameter.FD;
import static io.vnode.wasi.Parameter.FDFLAGS;
import static io.vnode.wasi.Parameter.FSTFLAGS;
import static io.vnode.wasi.Parameter.LONG_RESULT;
import static io.vnode.wasi.Parameter.LOOKUPFLAGS;
import static io.vnode.wasi.Parameter.NUMBER;
import static io.vnode.wasi.Parameter.OFFSET;
import static io.vnode.wasi.Parameter.OFLAGS;
import static io.vnode.wasi.Parameter.PATH;
import static io.vnode.wasi.Parameter.POINTER;
import static io.vnode.wasi.Parameter.RESULT;
import static io.vnode.wasi.Parameter.RIGHTS;
import static io.vnode.wasi.Parameter.SIGNAL;
import static io.vnode.wasi.Parameter.SIZE;
import static io.vnode.wasi.Parameter.TIME;
import static io.vnode.wasi.Parameter.VECTORS;
import static io.vnode.wasi.Parameter.WHENCE;

import com.google.common.collect.ImmutableList;
import java.io.IOException;
import java.util.List;
import java.util.Locale;

/**
 * The one table of the functions of preview 1: the name of each, what it takes, and what does it.
 *
 * <p>Runtimes take their imports from here, and traces the words for what they show.
 */
public enum WasiCall {
  ARGS_GET((guest, abi, a) -> guest.process().arguments(i(a, 0), i(a, 1)), POINTER, POINTER),
  ARGS_SIZES_GET(
      (guest, abi, a) -> guest.process().argumentSizes(i(a, 0), i(a, 1)), RESULT, RESULT),
  ENVIRON_GET((guest, abi, a) -> guest.process().environment(i(a, 0), i(a, 1)), POINTER, POINTER),
  ENVIRON_SIZES_GET(
      (guest, abi, a) -> guest.process().environmentSizes(i(a, 0), i(a, 1)), RESULT, RESULT),
  CLOCK_RES_GET(
      (guest, abi, a) -> guest.process().resolution(i(a, 0), i(a, 1)), CLOCK, LONG_RESULT),
  CLOCK_TIME_GET(
      (guest, abi, a) -> guest.process().time(i(a, 0), i(a, 2)), CLOCK, TIME, LONG_RESULT),
  FD_ADVISE(
      (guest, abi, a) -> guest.files().advise(i(a, 0), a[1], a[2], i(a, 3)),
      FD,
      OFFSET,
      SIZE,
      ADVICE),
  FD_ALLOCATE((guest, abi, a) -> guest.files().allocate(i(a, 0), a[1], a[2]), FD, OFFSET, SIZE),
  FD_CLOSE((guest, abi, a) -> guest.files().close(i(a, 0)), FD),
  FD_DATASYNC((guest, abi, a) -> guest.files().sync(i(a, 0), false), FD),
  FD_FDSTAT_GET((guest, abi, a) -> guest.files().fdstat(i(a, 0), i(a, 1)), FD, POINTER),
  FD_FDSTAT_SET_FLAGS((guest, abi, a) -> guest.files().setFlags(i(a, 0), i(a, 1)), FD, FDFLAGS),
  FD_FDSTAT_SET_RIGHTS(
      (guest, abi, a) -> guest.files().setRights(i(a, 0), a[1], a[2]), FD, RIGHTS, RIGHTS),
  FD_FILESTAT_GET((guest, abi, a) -> guest.files().filestat(abi, i(a, 0), i(a, 1)), FD, POINTER),
  FD_FILESTAT_SET_SIZE((guest, abi, a) -> guest.files().setSize(i(a, 0), a[1]), FD, SIZE),
  FD_FILESTAT_SET_TIMES(
      (guest, abi, a) -> guest.files().setTimes(i(a, 0), a[1], a[2], i(a, 3)),
      FD,
      TIME,
      TIME,
      FSTFLAGS),
  FD_PREAD(
      (guest, abi, a) -> guest.files().pread(i(a, 0), i(a, 1), i(a, 2), a[3], i(a, 4)),
      FD,
      VECTORS,
      OFFSET,
      RESULT),
  FD_PRESTAT_GET((guest, abi, a) -> guest.files().prestat(i(a, 0), i(a, 1)), FD, POINTER),
  FD_PRESTAT_DIR_NAME(
      (guest, abi, a) -> guest.files().prestatName(i(a, 0), i(a, 1), i(a, 2)), FD, BUFFER),
  FD_PWRITE(
      (guest, abi, a) -> guest.files().pwrite(i(a, 0), i(a, 1), i(a, 2), a[3], i(a, 4)),
      FD,
      VECTORS,
      OFFSET,
      RESULT),
  FD_READ(
      (guest, abi, a) -> guest.files().read(i(a, 0), i(a, 1), i(a, 2), i(a, 3)),
      FD,
      VECTORS,
      RESULT),
  FD_READDIR(
      (guest, abi, a) -> guest.files().readdir(i(a, 0), i(a, 1), i(a, 2), a[3], i(a, 4)),
      FD,
      BUFFER,
      COOKIE,
      RESULT),
  FD_RENUMBER((guest, abi, a) -> guest.files().renumber(i(a, 0), i(a, 1)), FD, FD),
  FD_SEEK(
      (guest, abi, a) -> guest.files().seek(abi, i(a, 0), a[1], i(a, 2), i(a, 3)),
      FD,
      DELTA,
      WHENCE,
      LONG_RESULT),
  FD_SYNC((guest, abi, a) -> guest.files().sync(i(a, 0), true), FD),
  FD_TELL((guest, abi, a) -> guest.files().tell(i(a, 0), i(a, 1)), FD, LONG_RESULT),
  FD_WRITE(
      (guest, abi, a) -> guest.files().write(i(a, 0), i(a, 1), i(a, 2), i(a, 3)),
      FD,
      VECTORS,
      RESULT),
  PATH_CREATE_DIRECTORY(
      (guest, abi, a) -> guest.paths().createDirectory(i(a, 0), i(a, 1), i(a, 2)), FD, PATH),
  PATH_FILESTAT_GET(
      (guest, abi, a) -> guest.paths().filestat(abi, i(a, 0), i(a, 1), i(a, 2), i(a, 3), i(a, 4)),
      FD,
      LOOKUPFLAGS,
      PATH,
      POINTER),
  PATH_FILESTAT_SET_TIMES(
      (guest, abi, a) ->
          guest.paths().setTimes(i(a, 0), i(a, 1), i(a, 2), i(a, 3), a[4], a[5], i(a, 6)),
      FD,
      LOOKUPFLAGS,
      PATH,
      TIME,
      TIME,
      FSTFLAGS),
  PATH_LINK(
      (guest, abi, a) ->
          guest.paths().link(i(a, 0), i(a, 1), i(a, 2), i(a, 3), i(a, 4), i(a, 5), i(a, 6)),
      FD,
      LOOKUPFLAGS,
      PATH,
      FD,
      PATH),
  PATH_OPEN(
      (guest, abi, a) ->
          guest
              .paths()
              .open(i(a, 0), i(a, 1), i(a, 2), i(a, 3), i(a, 4), a[5], a[6], i(a, 7), i(a, 8)),
      FD,
      LOOKUPFLAGS,
      PATH,
      OFLAGS,
      RIGHTS,
      RIGHTS,
      FDFLAGS,
      RESULT),
  PATH_READLINK(
      (guest, abi, a) ->
          guest.paths().readlink(i(a, 0), i(a, 1), i(a, 2), i(a, 3), i(a, 4), i(a, 5)),
      FD,
      PATH,
      BUFFER,
      RESULT),
  PATH_REMOVE_DIRECTORY(
      (guest, abi, a) -> guest.paths().removeDirectory(i(a, 0), i(a, 1), i(a, 2)), FD, PATH),
  PATH_RENAME(
      (guest, abi, a) -> guest.paths().rename(i(a, 0), i(a, 1), i(a, 2), i(a, 3), i(a, 4), i(a, 5)),
      FD,
      PATH,
      FD,
      PATH),
  PATH_SYMLINK(
      (guest, abi, a) -> guest.paths().symlink(i(a, 0), i(a, 1), i(a, 2), i(a, 3), i(a, 4)),
      PATH,
      FD,
      PATH),
  PATH_UNLINK_FILE((guest, abi, a) -> guest.paths().unlink(i(a, 0), i(a, 1), i(a, 2)), FD, PATH),
  POLL_ONEOFF(
      (guest, abi, a) -> guest.poll().poll(abi, i(a, 0), i(a, 1), i(a, 2), i(a, 3)),
      POINTER,
      POINTER,
      NUMBER,
      RESULT),
  PROC_EXIT(
      (guest, abi, a) -> {
        throw new GuestExit(i(a, 0));
      },
      NUMBER),
  PROC_RAISE((guest, abi, a) -> guest.process().raise(i(a, 0)), SIGNAL),
  RANDOM_GET((guest, abi, a) -> guest.process().random(i(a, 0), i(a, 1)), BUFFER),
  SCHED_YIELD((guest, abi, a) -> guest.process().letOthersRun()),
  SOCK_ACCEPT((guest, abi, a) -> guest.process().socket(i(a, 0)), FD, FDFLAGS, RESULT),
  SOCK_RECV(
      (guest, abi, a) -> guest.process().socket(i(a, 0)), FD, VECTORS, NUMBER, RESULT, RESULT),
  SOCK_SEND((guest, abi, a) -> guest.process().socket(i(a, 0)), FD, VECTORS, NUMBER, RESULT),
  SOCK_SHUTDOWN((guest, abi, a) -> guest.process().socket(i(a, 0)), FD, NUMBER);

  /** What does a call, in the guest's arguments. */
  @FunctionalInterface
  interface Doer {
    void run(WasiPreview1 guest, Abi abi, long[] arguments) throws IOException;
  }

  @SuppressWarnings("ImmutableEnumChecker") // None of them has a state.
  private final Doer doer;

  private final ImmutableList<Parameter> parameters;
  private final String types;

  WasiCall(Doer doer, Parameter... parameters) {
    this.doer = doer;
    this.parameters = ImmutableList.copyOf(parameters);
    StringBuilder all = new StringBuilder();
    this.parameters.forEach(parameter -> all.append(parameter.types()));
    this.types = all.toString();
  }

  /** The argument at {@code index}, which is an i32. */
  private static int i(long[] arguments, int index) {
    return (int) arguments[index];
  }

  /** The name that programs import. */
  public String wasmName() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** What the function takes. */
  public List<Parameter> parameters() {
    return parameters;
  }

  /** The arguments of a guest: {@code i} for an i32, {@code I} for an i64. */
  public String types() {
    return types;
  }

  /** Whether it answers an errno, as all do but the one that does not return. */
  public boolean answers() {
    return this != PROC_EXIT;
  }

  /** Does it. */
  void run(WasiPreview1 guest, Abi abi, long[] arguments) throws IOException {
    doer.run(guest, abi, arguments);
  }
}
