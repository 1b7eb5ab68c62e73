package io.vnode.wasi;

import com.google.common.io.Closer;
import io.vnode.engine.Errno;
import io.vnode.engine.Stat;
import io.vnode.engine.VfsException;
import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * WASI preview 1 for one guest: its descriptors, and the functions that it imports.
 *
 * <p>A runtime hands each call on to {@link #call}, which answers an errno. Nothing else comes out
 * of it: whatever goes wrong in a file system is EIO at worst. Only {@link GuestExit} is thrown,
 * when the guest has asked for its end.
 *
 * <p>A guest is one thread.
 */
public final class WasiPreview1 implements Closeable {
  private final GuestView memory;
  private final GuestLimits limits;
  private final DescriptorTable table;
  private final List<Preopen> preopens = new ArrayList<>();
  private final Clocks clocks;
  private final Stat stat = new GuestStat();
  private final FdCalls files;
  private final PathCalls paths;
  private final PollCall poll;
  private final ProcessCalls process;
  private final WasiTrace trace;
  private final Map<WasiCall, CallCount> counts = new EnumMap<>(WasiCall.class);
  private long written;

  /** What was hidden behind the last EIO; for tests. */
  private RuntimeException fault;

  /** Attributes as a guest sees them. */
  private static final class GuestStat extends Stat {
    @Override
    public Detail detail() {
      return Detail.NAMES;
    }
  }

  private WasiPreview1(GuestMemory memory, GuestBuilder<?> settings) {
    this.memory = new GuestView(memory);
    this.limits = settings.limits();
    this.table = new DescriptorTable(limits.openFiles());
    this.clocks = new Clocks(settings.clock());
    this.files = new FdCalls(this);
    this.paths = new PathCalls(this);
    this.poll = new PollCall(this);
    this.process =
        new ProcessCalls(
            this, settings.argumentBytes(), settings.environmentBytes(), settings.random());
    this.trace = settings.trace();
  }

  /** One that is to be put together: standard streams, directories, arguments. */
  public static Builder builder() {
    return new Builder();
  }

  /** What a guest is given, before there is one. */
  public static final class Builder extends GuestBuilder<Builder> {
    private Builder() {}

    @Override
    Builder self() {
      return this;
    }

    /**
     * The interface for the guest whose memory is {@code memory}.
     *
     * @throws IOException when a directory is not there, is none, or cannot be read
     */
    public WasiPreview1 build(GuestMemory memory) throws IOException {
      return open(memory, this);
    }
  }

  /** The interface for a guest with {@code settings}. */
  static WasiPreview1 open(GuestMemory memory, GuestBuilder<?> settings) throws IOException {
    WasiPreview1 guest = new WasiPreview1(memory, settings);
    try {
      for (GuestBuilder.StandardStream stream : settings.streams()) {
        guest.add(stream.open(settings.isTerminal()));
      }
      for (GuestBuilder.Given given : settings.directories()) {
        Preopen preopen = Preopen.open(given.name(), given.directory(), given.access());
        guest.preopens.add(preopen);
        guest.table.add(new DirectoryDescriptor(preopen));
      }
      return guest;
    } catch (IOException | RuntimeException e) {
      guest.close();
      throw e;
    }
  }

  private void add(Descriptor stream) {
    try {
      table.add(stream);
    } catch (VfsException e) {
      throw new IllegalStateException("there is room for the standard streams", e);
    }
  }

  /** As the other, for a program that imports {@link Abi#PREVIEW1}. */
  public int call(WasiCall call, long... arguments) {
    return call(Abi.PREVIEW1, call, arguments);
  }

  /**
   * Does what the guest asks for.
   *
   * @param arguments those of {@link WasiCall#types}, each in a long
   * @return an errno; zero for success
   * @throws GuestExit when the guest ends
   */
  public int call(Abi abi, WasiCall call, long... arguments) {
    CallCount count = counts.computeIfAbsent(call, one -> new CallCount());
    count.begin();
    int errno = trace == null ? answer(abi, call, arguments) : tracedAnswer(abi, call, arguments);
    count.end(errno);
    return errno;
  }

  private int tracedAnswer(Abi abi, WasiCall call, long[] arguments) {
    TracedCall traced = new TracedCall(abi, call, arguments, memory);
    try {
      int errno = answer(abi, call, arguments);
      trace.called(traced, errno, errno == 0 ? traced.result() : 0);
      return errno;
    } catch (GuestExit e) {
      trace.called(traced, 0, null);
      throw e;
    }
  }

  private int answer(Abi abi, WasiCall call, long[] arguments) {
    try {
      call.run(this, abi, arguments);
      return 0;
    } catch (VfsException e) {
      return e.errno().wasi();
    } catch (IOException e) {
      return Errno.EIO.wasi();
    } catch (OutOfMemoryError e) {
      return Errno.ENOMEM.wasi();
    } catch (GuestExit e) {
      throw e;
    } catch (RuntimeException e) {
      fault = e;
      return Errno.EIO.wasi();
    }
  }

  /** How often each function was called that was called at all. */
  public Map<WasiCall, CallCount> counts() {
    return Collections.unmodifiableMap(counts);
  }

  /** Closes what the guest has open. The file systems it was given stay as they are. */
  @Override
  public void close() throws IOException {
    try (Closer closer = Closer.create()) {
      preopens.forEach(closer::register);
      closer.register(table);
    }
  }

  // ---------------------------------------------------------------- for the functions

  GuestView memory() {
    return memory;
  }

  GuestLimits limits() {
    return limits;
  }

  DescriptorTable table() {
    return table;
  }

  Clocks clocks() {
    return clocks;
  }

  /** Attributes to be filled by whoever needs some; one object for all calls. */
  Stat stat() {
    return stat;
  }

  FdCalls files() {
    return files;
  }

  PathCalls paths() {
    return paths;
  }

  PollCall poll() {
    return poll;
  }

  ProcessCalls process() {
    return process;
  }

  RuntimeException fault() {
    return fault;
  }

  /**
   * How many of {@code wanted} bytes may still be written.
   *
   * @throws VfsException EDQUOT when that is none
   */
  int budget(int wanted) throws VfsException {
    long left = limits.bytesWritten() - written;
    if (left <= 0 && wanted > 0) {
      throw VfsException.of(Errno.EDQUOT);
    }
    return (int) Math.min(wanted, left);
  }

  /** Requires that all of {@code wanted} bytes may still be written. @throws VfsException EDQUOT */
  void requireBudget(long wanted) throws VfsException {
    if (wanted > limits.bytesWritten() - written) {
      throw VfsException.of(Errno.EDQUOT);
    }
  }

  /** Notes that {@code bytes} were written. */
  void spend(long bytes) {
    written += bytes;
  }
}
