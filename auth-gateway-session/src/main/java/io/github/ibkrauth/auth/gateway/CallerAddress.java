package io.github.ibkrauth.auth.gateway;

import java.io.UncheckedIOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketException;
import java.net.URI;

/** Which address of this computer a server sees, as far as this computer can tell. */
final class CallerAddress {

  private static final int ANY_PORT = 5000;

  private CallerAddress() {}

  /**
   * Returns the address of the network card towards a server. Sends nothing. A router or a
   * container's bridge on the way may show another one.
   */
  static String towards(URI server) {
    try (DatagramSocket socket = new DatagramSocket()) {
      socket.connect(new InetSocketAddress(server.getHost(), ANY_PORT));
      InetAddress local = socket.getLocalAddress();
      return local == null || local.isAnyLocalAddress() ? "127.0.0.1" : plain(local);
    } catch (SocketException | UncheckedIOException | IllegalArgumentException unroutable) {
      return "127.0.0.1";
    }
  }

  /** Leaves out the name of the network card, which an IPv6 address may carry. */
  private static String plain(InetAddress address) {
    return address.getHostAddress().replaceFirst("%.*", "");
  }
}
