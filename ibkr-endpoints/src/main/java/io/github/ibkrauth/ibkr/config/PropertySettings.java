package io.github.ibkrauth.ibkr.config;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;

/** Reads settings from a properties file; a name that stands twice is an error. */
final class PropertySettings {

  private PropertySettings() {}

  static Map<String, String> of(String fileName, String text) {
    Once properties = new Once(fileName);
    try {
      properties.load(new StringReader(text));
    } catch (IllegalArgumentException e) {
      throw ConfigFile.problem(
          fileName + " is not a properties file: it has a broken \\u escape. Mend it.");
    } catch (IOException e) {
      throw new UncheckedIOException("a text in memory was not readable", e);
    }
    Map<String, String> settings = new TreeMap<>();
    properties.forEach((name, value) -> settings.put((String) name, (String) value));
    return settings;
  }

  /** Refuses to forget a value. */
  private static final class Once extends Properties {

    private static final long serialVersionUID = 1L;

    private final String fileName;

    private Once(String fileName) {
      this.fileName = fileName;
    }

    @Override
    public Object put(Object name, Object value) {
      if (containsKey(name)) {
        throw ConfigFile.problem("The name " + name + " stands twice in " + fileName + ".");
      }
      return super.put(name, value);
    }
  }
}
