package io.vnode.bench;

import java.io.IOException;
import java.io.InputStream;
import java.util.Enumeration;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/** An archive behind the JDK's class for them. */
record ZipFileArchive(ZipFile file) implements OpenArchive {

  @Override
  public int list() {
    int count = 0;
    Enumeration<? extends ZipEntry> entries = file.entries();
    while (entries.hasMoreElements()) {
      count += entries.nextElement().getName().isEmpty() ? 0 : 1;
    }
    return count;
  }

  @Override
  public int listDated() {
    int count = 0;
    Enumeration<? extends ZipEntry> entries = file.entries();
    while (entries.hasMoreElements()) {
      ZipEntry entry = entries.nextElement();
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
