package io.vnode.tck.posix;

import java.util.List;

/** The areas of POSIX. */
public final class PosixAreas {
  private PosixAreas() {}

  /** In the order in which they are reported. */
  public static final List<Class<?>> ALL =
      List.of(
          MkdirChecks.class,
          RenameChecks.class,
          ResolutionChecks.class,
          SearchChecks.class,
          PermissionChecks.class,
          StickyChecks.class,
          OwnershipChecks.class,
          SetIdChecks.class,
          TimeChecks.class,
          DirectoryChecks.class,
          LinkChecks.class,
          SymlinkChecks.class,
          ContentChecks.class,
          UnlinkChecks.class,
          AttributeChecks.class,
          UtimensChecks.class,
          ReaddirChecks.class,
          RenameTreeChecks.class,
          OpenChecks.class,
          RoomChecks.class,
          FixtureChecks.class,
          PersistentChecks.class,
          PersistentAttributeChecks.class,
          ReadOnlyChecks.class,
          WriteOnceChecks.class);
}
