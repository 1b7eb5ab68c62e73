package io.vnode.engine;

/** The bits of {@code st_mode}, as {@code sys/stat.h} numbers them. */
public final class Mode {
  /** The mask of the type bits; their values are in {@link Kind}. */
  public static final int TYPE = 0170000;

  public static final int SET_UID = 04000;
  public static final int SET_GID = 02000;
  public static final int STICKY = 01000;

  /** Read, write and execute for owner, group and others. */
  public static final int PERMISSIONS = 0777;

  /** All that chmod can change. */
  public static final int CHANGEABLE = 07777;

  public static final int OWNER_EXECUTE = 0100;
  public static final int GROUP_EXECUTE = 0010;
  public static final int ANY_EXECUTE = 0111;

  private Mode() {}
}
