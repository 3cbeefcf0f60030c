#!/bin/sh
# Ray Serve's HAProxy with its statistics and metrics on loopback: Serve's template binds them to
# every interface. Named in RAY_SERVE_HAPROXY_BINARY_PATH; SHOAL_HAPROXY_BINARY is the real one.
set -eu
stats=${RAY_SERVE_HAPROXY_STATS_PORT:-8404}
metrics=${RAY_SERVE_HAPROXY_METRICS_PORT:-9101}
address=${SHOAL_HAPROXY_ADDRESS:-127.0.0.1}
previous=
for argument in "$@"; do
    if [ "$previous" = "-f" ]; then
        sed -i -E "s/^( *bind )\*?:($stats|$metrics)\$/\1$address:\2/" "$argument"
    fi
    previous=$argument
done
exec "$SHOAL_HAPROXY_BINARY" "$@"
