package io.vnode.bench;

import com.google.gson.Gson;
import com.google.gson.JsonParseException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** The figures of one run on one JDK, as they lie in a file. */
record Results(Environment environment, List<Figure> figures) {
  private static final Gson GSON = new Gson();

  static Results read(Path file) throws IOException {
    try {
      return GSON.fromJson(Files.readString(file), Results.class);
    } catch (JsonParseException e) {
      throw new IOException(file + " does not hold the results of a run: " + e.getMessage(), e);
    }
  }

  /** Writes a file named after JDK and profile into {@code directory}, a line for each figure. */
  Path writeInto(Path directory) throws IOException {
    StringBuilder json = new StringBuilder("{\"environment\":");
    json.append(GSON.toJson(environment)).append(",\n\"figures\":[");
    String separator = "\n";
    for (Figure figure : figures) {
      json.append(separator).append(GSON.toJson(figure));
      separator = ",\n";
    }
    json.append("\n]}\n");
    Files.createDirectories(directory);
    return Files.writeString(
        directory.resolve(environment.jdk() + "-" + environment.profile() + ".json"), json);
  }

  Optional<Figure> figure(Quantity quantity) {
    return figures.stream().filter(figure -> figure.quantity().equals(quantity)).findFirst();
  }
}
