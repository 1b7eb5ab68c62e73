package io.vnode.nio;

import java.nio.file.attribute.BasicFileAttributeView;
import java.nio.file.attribute.FileAttributeView;
import java.nio.file.attribute.FileOwnerAttributeView;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.UserDefinedFileAttributeView;
import java.util.Set;

/**
 * The attribute views that our files have, by class and by name.
 *
 * <p>{@code unix} has no class, as in the JDK. Not offered are {@code dos}, which a file system of
 * Unix has nowhere to keep, and {@code acl}.
 */
final class AttributeViews {
  static final Set<String> NAMES = Set.of("basic", "owner", "posix", "unix", "user");

  private AttributeViews() {}

  /** Whether {@link #of} has a view of {@code type}. */
  static boolean has(Class<? extends FileAttributeView> type) {
    return type == UserDefinedFileAttributeView.class || scope(type) != null;
  }

  /** The view of the class {@code type}, or null when there is none; {@code flags} are a walk's. */
  static <V extends FileAttributeView> V of(Location place, Class<V> type, int flags) {
    if (type == UserDefinedFileAttributeView.class) {
      return type.cast(new UserView(place, flags));
    }
    StatScope scope = scope(type);
    return scope == null ? null : type.cast(new StatView(place, scope, flags));
  }

  private static StatScope scope(Class<? extends FileAttributeView> type) {
    if (type == BasicFileAttributeView.class) {
      return StatScope.BASIC;
    }
    if (type == PosixFileAttributeView.class) {
      return StatScope.POSIX;
    }
    if (type == FileOwnerAttributeView.class) {
      return StatScope.OWNER;
    }
    if (type == null) {
      throw new NullPointerException("type");
    }
    return null;
  }

  /** The attributes behind {@code view:}. @throws UnsupportedOperationException for no view */
  static NamedView named(Location place, String view, int flags) {
    if (view.equals("user")) {
      return new UserView(place, flags);
    }
    InodeView own = place.fileSystem().ownView();
    if (own != null && own.name().equals(view)) {
      return new OwnView(place, own, flags);
    }
    StatScope scope = StatScope.named(view);
    if (scope == null) {
      throw new UnsupportedOperationException("View '" + view + "' not available");
    }
    return new StatView(place, scope, flags);
  }
}
