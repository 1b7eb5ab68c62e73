package io.vnode.tck;

import java.io.IOException;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

/** What a name may stand for, for tables over all of them. */
public enum Kind {
  NOTHING {
    @Override
    public void make(Playground p, String name) {}
  },
  FILE {
    @Override
    public void make(Playground p, String name) throws IOException {
      p.write(name, "content of " + name);
    }
  },
  EMPTY_DIRECTORY {
    @Override
    public void make(Playground p, String name) throws IOException {
      p.mkdir(name);
    }
  },
  FULL_DIRECTORY {
    @Override
    public void make(Playground p, String name) throws IOException {
      p.mkdir(name);
      p.write(name + "/inside", "");
    }
  },
  LINK_TO_FILE {
    @Override
    public void make(Playground p, String name) throws IOException {
      p.write(targetOf(name), "content of " + targetOf(name));
      p.symlink(name, targetOf(name));
    }
  },
  LINK_TO_DIRECTORY {
    @Override
    public void make(Playground p, String name) throws IOException {
      p.mkdir(targetOf(name));
      p.symlink(name, targetOf(name));
    }
  },
  DANGLING_LINK {
    @Override
    public void make(Playground p, String name) throws IOException {
      p.symlink(name, targetOf(name));
    }
  },
  LINK_TO_ITSELF {
    @Override
    public void make(Playground p, String name) throws IOException {
      p.symlink(name, name);
    }
  };

  /** Makes one called {@code name}, which is a name in the playground's directory. */
  public abstract void make(Playground p, String name) throws IOException;

  /** The name of what a link of this name leads to, beside it. */
  public static String targetOf(String name) {
    return name + "-target";
  }

  public boolean isLink() {
    return compareTo(LINK_TO_FILE) >= 0;
  }

  public boolean isDirectory() {
    return this == EMPTY_DIRECTORY || this == FULL_DIRECTORY;
  }

  /** What a file system must offer for it. */
  public Set<Capability> needs() {
    return isLink() ? Set.of(Capability.SYMBOLIC_LINKS) : Set.of();
  }

  /** All kinds of something. */
  public static Stream<Kind> things() {
    return Stream.of(values()).filter(kind -> kind != NOTHING);
  }

  /** As a label has it: {@code full directory}. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }
}
