package io.vnode.zipstore.format;

/**
 * Where the deflated bytes of an entry are, and how many they are said to become. What follows the
 * end of the deflated stream within {@code packedSize} is not looked at.
 */
public record DeflatedEntry(PositionedSource source, long start, long packedSize, long size) {}
