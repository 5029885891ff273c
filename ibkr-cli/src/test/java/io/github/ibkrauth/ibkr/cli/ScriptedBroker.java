package io.github.ibkrauth.ibkr.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.ibkrauth.ibkr.simulator.IbkrSimulator;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/** A simulator that answers some calls with what a test gives it. */
final class ScriptedBroker implements AutoCloseable {

  private final IbkrSimulator simulator;
  private final Path directory;

  ScriptedBroker(Path directory) {
    this.simulator = IbkrSimulator.builder().start();
    this.directory = directory;
    simulator.writeTo(directory);
  }

  /** Answers each call of a path below {@code /v1/api} with a body. */
  ScriptedBroker says(String method, String path, String json) {
    simulator.faults().on(method, "/v1/api" + path).always().body(200, "application/json", json);
    return this;
  }

  /** Answers the next call, and no other. */
  ScriptedBroker saysOnce(String method, String path, String json) {
    simulator.faults().on(method, "/v1/api" + path).body(200, "application/json", json);
    return this;
  }

  /** Answers each call with a status and an error. */
  ScriptedBroker refuses(String method, String path, int status, String error) {
    simulator
        .faults()
        .on(method, "/v1/api" + path)
        .always()
        .body(status, "application/json", "{\"error\":\"" + error + "\"}");
    return this;
  }

  /** Forgets what it was told to say, and what it was asked. */
  void forget() {
    simulator.faults().clear();
    simulator.requests().clear();
  }

  int count(String method, String path) {
    return simulator.requests().count(method, "/v1/api" + path);
  }

  boolean wasCalled() {
    return !simulator.requests().entries().isEmpty();
  }

  List<String> accounts() {
    return simulator.credentials().accountIds();
  }

  IbkrSimulator simulator() {
    return simulator;
  }

  CommandRun run(String... args) {
    return setup().run(args);
  }

  JsonNode json(String... args) {
    String[] all = Arrays.copyOf(args, args.length + 1);
    all[args.length] = "--json";
    return run(all).json();
  }

  CommandRun.Setup setup() {
    return CommandRun.in(directory).with("IBKR_SESSION_POLL_INTERVAL", "20ms");
  }

  @Override
  public void close() {
    simulator.close();
  }
}
