/** The file system in one image file: scheme {@code wofs}. */
module io.vnode.wofs {
  requires transitive io.vnode.nio;
  // Only images that are compressed with Zstandard need it.
  requires static com.github.luben.zstd_jni;

  exports io.vnode.wofs;

  provides java.nio.file.spi.FileSystemProvider with
      io.vnode.wofs.WofsProvider;
}
