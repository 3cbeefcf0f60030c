#!/bin/sh
# Ray Serve's HAProxy, with two changes to the configuration that Serve's template gives:
# - its statistics and metrics are on loopback, not on every interface;
# - the system asks silent gateways for a sign of life, and after 25 s without one the connection
#   ends. Else a stream from a gateway whose node has vanished would hang for ever.
# Named in RAY_SERVE_HAPROXY_BINARY_PATH; SHOAL_HAPROXY_BINARY is the real one.
set -eu
stats=${RAY_SERVE_HAPROXY_STATS_PORT:-8404}
metrics=${RAY_SERVE_HAPROXY_METRICS_PORT:-9101}
address=${SHOAL_HAPROXY_ADDRESS:-127.0.0.1}
signs_of_life='\1option srvtcpka\n\1srvtcpka-idle 10s\n\1srvtcpka-intvl 5s\n\1srvtcpka-cnt 3'

previous=
for argument in "$@"; do
    if [ "$previous" = "-f" ]; then
        sed -i -E -e "s/^( *bind )\*?:($stats|$metrics)\$/\1$address:\2/" \
            -e "s/^( *)option abortonclose\$/&\n$signs_of_life/" "$argument"
    fi
    previous=$argument
done
exec "$SHOAL_HAPROXY_BINARY" "$@"
