package com.example.connect;

import com.sun.net.httpserver.HttpContext;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;

/** A server that remembers with which callbacks browsers came back. */
final class RecordingServer extends HttpServer {

  private final HttpServer server;
  private final List<String> callbacks = new CopyOnWriteArrayList<>();

  RecordingServer(HttpServer server) {
    this.server = server;
  }

  /** The latest callback, with its secrets. */
  String callback() {
    return callbacks.get(callbacks.size() - 1);
  }

  @Override
  public HttpContext createContext(String path, HttpHandler handler) {
    return server.createContext(
        path,
        exchange -> {
          URI address = exchange.getRequestURI();
          if (address.getPath().equals("/callback")) {
            callbacks.add(address.toString());
          }
          handler.handle(exchange);
        });
  }

  @Override
  public HttpContext createContext(String path) {
    return server.createContext(path);
  }

  @Override
  public void bind(InetSocketAddress address, int backlog) throws IOException {
    server.bind(address, backlog);
  }

  @Override
  public void start() {
    server.start();
  }

  @Override
  public void setExecutor(Executor executor) {
    server.setExecutor(executor);
  }

  @Override
  public Executor getExecutor() {
    return server.getExecutor();
  }

  @Override
  public void stop(int delay) {
    server.stop(delay);
  }

  @Override
  public void removeContext(String path) {
    server.removeContext(path);
  }

  @Override
  public void removeContext(HttpContext context) {
    server.removeContext(context);
  }

  @Override
  public InetSocketAddress getAddress() {
    return server.getAddress();
  }
}
