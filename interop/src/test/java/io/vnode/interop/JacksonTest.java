package io.vnode.interop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.ObjectMapper;

/** Jackson: values written to and read from paths. */
class JacksonTest extends InMemory {
  private final ObjectMapper mapper = new ObjectMapper();

  /** {@link ObjectMapper#writeValue(Path, Object)} and {@link ObjectMapper#readValue}. */
  @Test
  void aValueIsReadBackFromAFile() throws IOException {
    Map<String, Object> value = Map.of("name", "é😀", "list", List.of(1, 2, 3));
    Path file = path("/value.json");
    mapper.writeValue(file, value);
    assertEquals(value, mapper.readValue(file, Map.class));
    assertEquals(value, mapper.readValue(Files.readString(file), Map.class));
  }

  /** {@link ObjectMapper#readValue}: a JacksonException. */
  @Test
  void aMissingFileIsAnException() {
    assertThrows(JacksonException.class, () -> mapper.readValue(path("/missing"), Map.class));
  }
}
