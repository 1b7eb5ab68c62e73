package io.vnode.nio;

import java.nio.file.attribute.FileAttribute;

/** An attribute to make a file with. */
record Attribute<T>(String name, T value) implements FileAttribute<T> {}
