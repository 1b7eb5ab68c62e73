package io.vnode.cli;

import io.vnode.projfs.ProjEntry;
import io.vnode.projfs.ProjFs;
import io.vnode.projfs.ProjReview;
import io.vnode.projfs.pdl.PdlError;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** A command that looks at a definition, after it has told of all that is wrong in it. */
abstract class ProjTool extends Tool {
  @Option(
      names = "-D",
      paramLabel = "NAME=VALUE",
      description = {
        "What stands for $${NAME}; the environment has the rest.",
        "In small letters, a setting: strict=on, symlinks=refuse, security=allow."
      })
  private Map<String, String> given = Map.of();

  @Parameters(index = "0", paramLabel = "DEFINITION", description = "The path or URI of a file.")
  private String definition;

  abstract void look(ProjReview review) throws IOException;

  @Override
  final void run() {
    attempt(
        definition,
        () -> {
          try (ProjReview review = ProjReview.of(locate(definition).path(), env())) {
            for (PdlError error : review.errors()) {
              fail(error.position().toString(), error.message());
            }
            look(review);
          }
        });
  }

  private Map<String, String> env() {
    Map<String, String> env = new LinkedHashMap<>(System.getenv());
    env.keySet().removeIf(name -> !ProjFs.isVariable(name));
    env.putAll(given);
    return env;
  }

  /** Kind and access of {@code entry}, as the language writes them. */
  static String kind(ProjEntry entry) {
    String letter = String.valueOf(entry.kind().letter());
    return entry.access() == null ? letter : letter + " " + entry.access().text();
  }
}
