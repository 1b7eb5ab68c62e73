package io.vnode.tck.mutants;

import io.vnode.nio.VfsFileSystem;
import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.FileSystem;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.nio.file.WatchService;
import java.nio.file.attribute.UserPrincipalLookupService;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/** A memfs as one user sees it, with the one fault that its {@link Mutant} has. */
final class MutantFileSystem extends FileSystem {
  private final Mutant fault;
  private final Function<String, VfsFileSystem> users;
  private final VfsFileSystem view;
  private final MutantProvider provider;
  private final Map<WatchService, WatchService> services =
      Collections.synchronizedMap(new IdentityHashMap<>());

  /** What {@code view} sees of files that {@code users} see. */
  MutantFileSystem(Mutant fault, Function<String, VfsFileSystem> users, VfsFileSystem view) {
    this.fault = fault;
    this.users = users;
    this.view = view;
    this.provider = fault.provider(this);
  }

  /** What {@code user} sees of the same files. */
  MutantFileSystem as(String user) {
    return new MutantFileSystem(fault, users, users.apply(user));
  }

  /** The path of the memfs that {@code path} of it is to root. */
  Path asRoot(Path path) {
    return users.apply("root").getPath(path.toAbsolutePath().toString());
  }

  VfsFileSystem view() {
    return view;
  }

  Path wrapped(Path path) {
    return DelegatingPath.of(this, path);
  }

  WatchService behind(WatchService service) {
    return services.getOrDefault(service, service);
  }

  @Override
  public MutantProvider provider() {
    return provider;
  }

  @Override
  public void close() throws IOException {
    if (fault.closes()) {
      view.close();
    }
  }

  @Override
  public boolean isOpen() {
    return view.isOpen();
  }

  @Override
  public boolean isReadOnly() {
    return view.isReadOnly();
  }

  @Override
  public String getSeparator() {
    return view.getSeparator();
  }

  @Override
  public Iterable<Path> getRootDirectories() {
    List<Path> roots = new ArrayList<>();
    view.getRootDirectories().forEach(root -> roots.add(wrapped(root)));
    return roots;
  }

  @Override
  public Iterable<FileStore> getFileStores() {
    return view.getFileStores();
  }

  @Override
  public Set<String> supportedFileAttributeViews() {
    return provider.views(view.supportedFileAttributeViews());
  }

  @Override
  public Path getPath(String first, String... more) {
    return wrapped(view.getPath(first, more));
  }

  @Override
  public PathMatcher getPathMatcher(String pattern) {
    PathMatcher matcher = view.getPathMatcher(pattern);
    return path -> matcher.matches(DelegatingPath.behind(path));
  }

  @Override
  public UserPrincipalLookupService getUserPrincipalLookupService() {
    return view.getUserPrincipalLookupService();
  }

  @Override
  public WatchService newWatchService() throws IOException {
    WatchService service = view.newWatchService();
    WatchService faulty = fault.watchService(service);
    services.put(faulty, service);
    return faulty;
  }
}
