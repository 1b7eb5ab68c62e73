package io.vnode.bench;

import java.io.IOException;
import java.io.InputStream;
import java.util.Enumeration;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipFile;

/** An archive behind the class of Commons Compress for them. */
record CommonsArchive(ZipFile file) implements OpenArchive {

  @Override
  public int list() {
    int count = 0;
    Enumeration<ZipArchiveEntry> entries = file.getEntries();
    while (entries.hasMoreElements()) {
      count += entries.nextElement().getName().isEmpty() ? 0 : 1;
    }
    return count;
  }

  @Override
  public int listDated() {
    int count = 0;
    Enumeration<ZipArchiveEntry> entries = file.getEntries();
    while (entries.hasMoreElements()) {
      ZipArchiveEntry entry = entries.nextElement();
      count += entry.getName().isEmpty() || entry.getLastModifiedTime() == null ? 0 : 1;
    }
    return count;
  }

  @Override
  public InputStream stream(String name) throws IOException {
    return file.getInputStream(file.getEntry(name));
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}
