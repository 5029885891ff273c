#!/bin/sh
# Starts the gateway. GATEWAY_ALLOW holds the addresses that may call it, separated by blanks, with * for any number; unset, the list
# of the gateway's own conf.yaml stays. Everybody on the list can use the login: keep it short, and put a NetworkPolicy before it.
set -eu

cd "${GATEWAY_HOME:-/opt/gateway}"

if [ -n "${GATEWAY_ALLOW:-}" ]; then
  for address in $(printf '%s' "$GATEWAY_ALLOW" | tr '*' '_'); do
    case $address in
      *[!0-9A-Fa-f.:_]*)
        echo "GATEWAY_ALLOW may hold addresses such as 127.0.0.1 and 10.244.*, and nothing else." >&2
        exit 2
        ;;
    esac
  done
  # Replaces what stands below ips: / allow:, and leaves everything else as it is.
  awk -v allowed="$GATEWAY_ALLOW" '
    /^ips:/ { in_ips = 1; print; next }
    in_ips && /^[^ #]/ { in_ips = 0; in_allow = 0 }
    in_ips && /^ +allow:/ {
      print "  allow:"
      count = split(allowed, list, " ")
      for (i = 1; i <= count; i++) print "    - " list[i]
      in_allow = 1
      done = 1
      next
    }
    in_allow && /^ +-/ { next }
    { in_allow = 0; print }
    END { if (!done) exit 3 }' root/conf.yaml > root/conf.yaml.new || {
    echo "root/conf.yaml has no ips: / allow: to replace; unset GATEWAY_ALLOW, and edit the file." >&2
    rm -f root/conf.yaml.new
    exit 2
  }
  # Written over, not moved over: the file may be a mount.
  cat root/conf.yaml.new > root/conf.yaml
  rm -f root/conf.yaml.new
fi

exec bin/run.sh root/conf.yaml
