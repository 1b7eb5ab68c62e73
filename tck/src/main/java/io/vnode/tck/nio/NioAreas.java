package io.vnode.tck.nio;

import java.util.List;

/** The areas of {@code java.nio.file} and {@code java.nio.channels}. */
public final class NioAreas {
  private NioAreas() {}

  /** In the order in which they are reported. */
  public static final List<Class<?>> ALL =
      List.of(
          CapabilityChecks.class,
          OpenOptionChecks.class,
          ByteChannelChecks.class,
          ChannelStateChecks.class,
          FileChannelChecks.class,
          ChannelModeChecks.class,
          TransferChecks.class,
          InterruptChecks.class,
          LockChecks.class,
          MapChecks.class,
          AsyncChannelChecks.class,
          CopyChecks.class,
          MoveChecks.class,
          ForeignChecks.class,
          InputStreamChecks.class,
          OutputStreamChecks.class,
          DirectoryStreamChecks.class,
          SecureStreamChecks.class,
          WatchChecks.class,
          WatchKeyChecks.class,
          PathChecks.class,
          PathPairChecks.class,
          PathOracleChecks.class,
          GlobChecks.class,
          UriChecks.class,
          AttributeNameChecks.class,
          AttributeSettingChecks.class,
          AttributeViewChecks.class,
          ClosingChecks.class,
          FileSystemChecks.class,
          SameFileChecks.class,
          WalkChecks.class,
          TempFileChecks.class,
          HelperChecks.class,
          FixtureContentChecks.class,
          FixtureTreeChecks.class,
          FixtureFileChecks.class,
          ArenaMapChecks.class,
          OpeningChecks.class,
          DosChecks.class,
          NotOfferedChecks.class,
          ViewNotOfferedChecks.class);
}
