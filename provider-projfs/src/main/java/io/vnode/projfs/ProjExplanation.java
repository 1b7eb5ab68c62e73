package io.vnode.projfs;

import java.nio.file.Path;
import java.util.Map;

/**
 * Where a path of a projection leads, and what may be done there.
 *
 * @param path the path without dots, and without links before its last name
 * @param target where that leads to in the projection: itself, unless it is a link
 * @param entry the entry through which the target is reached
 * @param source where the target is in truth; null for a directory of the projection
 * @param exists whether the target is there
 * @param verdicts what becomes of each deed; those that are about the name, of {@code path}, all
 *     others of the target
 */
public record ProjExplanation(
    String path,
    String target,
    ProjEntry entry,
    Path source,
    boolean exists,
    Map<ProjDeed, ProjVerdict> verdicts) {}
