package io.github.ibkrauth.ibkr.config;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLParser;
import io.github.ibkrauth.auth.error.AuthConfigurationException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads settings from YAML or JSON into dotted names. Values keep their spelling: {@code 007} stays
 * {@code 007}. What is null or an empty list is not set; lists become texts with commas.
 */
final class TreeSettings {

  private static final Pattern MARK = Pattern.compile("(?m)^ in '?reader'?, line (\\d+), column");

  private final String fileName;
  private final String format;
  private final JsonParser parser;
  private final Map<String, String> settings = new LinkedHashMap<>();

  private TreeSettings(String fileName, String format, JsonParser parser) {
    this.fileName = fileName;
    this.format = format;
    this.parser = parser;
  }

  static Map<String, String> ofYaml(String fileName, String text) {
    return read(
        fileName,
        "YAML",
        YAMLFactory.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build(),
        text);
  }

  static Map<String, String> ofJson(String fileName, String text) {
    return read(
        fileName,
        "JSON",
        JsonFactory.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build(),
        text);
  }

  private static Map<String, String> read(
      String fileName, String format, JsonFactory factory, String text) {
    try (JsonParser parser = factory.createParser(text)) {
      TreeSettings reader = new TreeSettings(fileName, format, parser);
      reader.document();
      return reader.settings;
    } catch (JsonProcessingException e) {
      // The parser's own message may quote a value; only the place is taken from it.
      String message = String.valueOf(e.getOriginalMessage());
      boolean twice = message.startsWith("Duplicate field");
      throw ConfigFile.problem(
          fileName
              + (twice ? " has a name twice" : " is not valid " + format)
              + place(message, e.getLocation())
              + (twice ? ": keep one of them." : ": check indentation, colons and quotes there."));
    } catch (IOException e) {
      throw ConfigFile.problem(fileName + " is not valid " + format + ".");
    }
  }

  /** The place of a YAML problem stands in the message only; a parser's own is further back. */
  private static String place(String message, @Nullable JsonLocation location) {
    Matcher marks = MARK.matcher(message);
    String line = location == null ? "" : String.valueOf(location.getLineNr());
    while (marks.find()) {
      line = marks.group(1);
    }
    return line.isEmpty() ? "" : ", at line " + line;
  }

  private void document() throws IOException {
    JsonToken first = parser.nextToken();
    boolean nothing = first == null || (first.isScalarValue() && parser.getText().isBlank());
    if (nothing || first == JsonToken.VALUE_NULL) {
      return;
    }
    if (first != JsonToken.START_OBJECT) {
      throw here(" must hold names with values");
    }
    object("");
    if (parser.nextToken() != null) {
      throw here(" must hold one document");
    }
  }

  private void object(String prefix) throws IOException {
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String name = prefix + parser.currentName();
      switch (parser.nextToken()) {
        case START_OBJECT -> object(name + ".");
        case START_ARRAY -> put(name, isOurs(name) ? list() : foreignList());
        case VALUE_NULL -> {}
        default -> put(name, scalar());
      }
    }
  }

  /** Lists in files of other programs hold nothing that is read, but any text. */
  private String foreignList() throws IOException {
    parser.skipChildren();
    return "(a list)";
  }

  private static boolean isOurs(String name) {
    return name.startsWith("ibkr.") || name.startsWith("profiles.");
  }

  private String list() throws IOException {
    List<String> values = new ArrayList<>();
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      if (!parser.currentToken().isScalarValue()) {
        throw here(" has a list of something else than plain values");
      }
      String value = scalar();
      if (value.contains(",")) {
        throw here(" has a comma in a value of a list");
      }
      values.add(value);
    }
    return String.join(",", values);
  }

  private String scalar() throws IOException {
    if (parser instanceof YAMLParser yaml && yaml.isCurrentAlias()) {
      throw here(
          " refers to an anchor with '*', which is not supported; a text that begins so needs quotes");
    }
    return parser.getText();
  }

  private void put(String name, String value) {
    if (value.isEmpty()) {
      return;
    }
    if (settings.put(name, value) != null) {
      throw ConfigFile.problem(
          "The name " + name + " stands twice in " + fileName + ", nested and with dots.");
    }
  }

  private AuthConfigurationException here(String what) {
    return ConfigFile.problem(
        fileName + what + ", at line " + parser.currentLocation().getLineNr() + ".");
  }
}
