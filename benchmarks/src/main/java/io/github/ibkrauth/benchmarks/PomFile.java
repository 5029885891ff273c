package io.github.ibkrauth.benchmarks;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.xml.sax.SAXException;

/** What a Maven project file says of itself, without what Maven would make of it. Immutable. */
final class PomFile {

  private final Element project;

  private PomFile(Element project) {
    this.project = project;
  }

  static PomFile of(Path file) throws IOException {
    try {
      DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
      factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
      return new PomFile(factory.newDocumentBuilder().parse(file.toFile()).getDocumentElement());
    } catch (ParserConfigurationException | SAXException e) {
      throw new IOException(file + " is no project file", e);
    }
  }

  /** Returns the names of the artifacts whose versions it manages. */
  List<String> managed() {
    return child(project, "dependencyManagement")
        .flatMap(node -> child(node, "dependencies"))
        .stream()
        .flatMap(node -> children(node, "dependency").stream())
        .map(node -> text(node, "artifactId"))
        .toList();
  }

  /** Returns the names of the artifacts that it needs at run time. */
  List<String> needed() {
    return child(project, "dependencies").stream()
        .flatMap(node -> children(node, "dependency").stream())
        .filter(node -> !List.of("test", "provided").contains(text(node, "scope")))
        .filter(node -> !text(node, "optional").equals("true"))
        .map(node -> text(node, "artifactId"))
        .toList();
  }

  /**
   * Returns the names of its licences.
   *
   * @param repository where its parents are
   */
  String licence(Path repository) throws IOException {
    String own =
        child(project, "licenses").stream()
            .flatMap(node -> children(node, "license").stream())
            .map(node -> text(node, "name"))
            .collect(Collectors.joining(" or "));
    if (!own.isEmpty()) {
      return own;
    }
    Optional<Element> parent = child(project, "parent");
    if (parent.isEmpty()) {
      return "not said";
    }
    String name = text(parent.get(), "artifactId");
    String version = text(parent.get(), "version");
    return PomFile.of(
            repository
                .resolve(text(parent.get(), "groupId").replace('.', '/'))
                .resolve(name)
                .resolve(version)
                .resolve(name + "-" + version + ".pom"))
        .licence(repository);
  }

  private static String text(Element parent, String name) {
    return child(parent, name).map(node -> node.getTextContent().strip()).orElse("");
  }

  private static Optional<Element> child(Element parent, String name) {
    return children(parent, name).stream().findFirst();
  }

  private static List<Element> children(Element parent, String name) {
    List<Element> found = new ArrayList<>();
    for (Node node = parent.getFirstChild(); node != null; node = node.getNextSibling()) {
      if (node instanceof Element element && element.getTagName().equals(name)) {
        found.add(element);
      }
    }
    return found;
  }
}
