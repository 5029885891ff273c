package io.github.ibkrauth.ibkr.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What was made for a registration, and what to do with it.
 *
 * @param folder where it is
 * @param consumerKey the consumer key, if it was given
 * @param dhBits the size of the prime
 * @param search how long the prime was searched; nothing if it was given
 * @param notes what is unusual
 */
record KeygenView(
    RegistrationFolder folder,
    Optional<String> consumerKey,
    int dhBits,
    Optional<Duration> search,
    List<String> notes) {

  private static final String PAGE =
      "https://ndcdyn.interactivebrokers.com/sso/Login?action=OAUTH&RL=1&ip2loc=US";

  Answer answer() {
    return Answer.of(json(), this::lines);
  }

  private ObjectNode json() {
    ObjectNode document = Json.object();
    document.put("directory", folder.path().toString());
    ArrayNode files = document.putArray("files");
    for (RegistrationFile file : RegistrationFile.values()) {
      ObjectNode node = files.addObject();
      node.put("file", folder.path(file).toString());
      node.put("holds", file.content());
      node.put("uploadAs", file.upload().isEmpty() ? null : file.upload());
    }
    Json.put(document, "consumerKey", consumerKey);
    document.put("dhBits", dhBits);
    document.put("dhMillis", search.map(Duration::toMillis).orElse(null));
    notes.forEach(document.putArray("notes")::add);
    steps().forEach(document.putArray("next")::add);
    return document;
  }

  private List<String> lines(int width) {
    Table table = new Table().text("FILE").elasticText("HOLDS").text("UPLOAD AS");
    for (RegistrationFile file : RegistrationFile.values()) {
      String upload = file.upload().isEmpty() ? "never: keep it to yourself" : file.upload();
      table.row(file.fileName(), file.content(), upload);
    }
    List<String> lines = new ArrayList<>();
    lines.add("In " + folder.path() + ":");
    lines.add("");
    lines.addAll(table.lines(width));
    lines.add("");
    search.ifPresent(
        time ->
            lines.add(
                "The search for the prime of " + dhBits + " bits took " + seconds(time) + " s."));
    notes.forEach(note -> lines.add("Note: " + note));
    List<String> steps = steps();
    for (int i = 0; i < steps.size(); i++) {
      lines.add((i + 1) + ". " + steps.get(i));
    }
    return lines;
  }

  private List<String> steps() {
    String settings = folder.path(RegistrationFile.SETTINGS).toString();
    return List.of(
        "Log in at "
            + PAGE
            + " and enter the consumer key"
            + consumerKey.map(key -> " " + key).orElse(", nine upper-case letters of your choice")
            + ".",
        "Upload public_signature.pem, public_encryption.pem and dhparam.pem, each where it belongs.",
        "Let the page issue the access token, and fill in "
            + settings
            + ": "
            + (consumerKey.isPresent() ? "" : "consumer key, ")
            + "access token and access token secret.",
        "Run: ibkr doctor --config "
            + ShellWord.of(settings)
            + ". The broker knows a new consumer key only after its next nightly reset; until then"
            + " it answers \"invalid consumer\".");
  }

  private static String seconds(Duration time) {
    return Long.toString(Math.max(1, Math.round(time.toMillis() / 1000.0)));
  }
}
