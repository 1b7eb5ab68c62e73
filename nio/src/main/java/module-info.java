/** The {@code java.nio.file} face of the engine. */
module io.vnode.nio {
  requires transitive io.vnode.engine;
  requires com.google.common;

  exports io.vnode.nio;
  exports io.vnode.nio.volume;

  provides java.net.spi.URLStreamHandlerProvider with
      io.vnode.nio.VfsUrlHandlers;
}
