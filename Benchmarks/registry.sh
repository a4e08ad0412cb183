#!/bin/bash
# Measures the services of `chaospull serve` beside nginx and docker-registry, on loopback: registry.sh CHAOSPULL
# Blobs of 256 MiB and 64 KiB, plain and TLS, over 1, 8 and 64 connections; wrk(1) asks. Five rounds, each contender once
# in each; ratios are taken within a round.
set -euo pipefail
command=$(realpath "${1:?give the chaospull that is measured}")
rounds=${ROUNDS:-5} seconds=${SECONDS_EACH:-3}
for tool in nginx docker-registry wrk openssl curl; do
    command -v "$tool" >/dev/null || { echo "not measured: $tool is missing; apt-get install nginx-light docker-registry wrk openssl curl" >&2; exit 2; }
done
work=$(mktemp -d)
children=()
finish() {
    for child in "${children[@]}"; do kill "$child" 2>/dev/null || true; done
    wait 2>/dev/null || true
    rm -rf "$work"
}
trap finish EXIT
cd "$work"

start() {
    "$@" >"$work/log.${#children[@]}" 2>&1 &
    children+=($!)
}
await() {
    for _ in $(seq 600); do
        if curl -sk -o /dev/null "$1"; then return; fi
        sleep 0.1
    done
    echo "nothing answers at $1 after a minute" >&2
    exit 2
}

# The same bytes for nginx, and for docker-registry in its own layout.
openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -keyout key.pem -out cert.pem -days 2 \
    -subj /CN=localhost -addext subjectAltName=IP:127.0.0.1 2>/dev/null
mkdir www
head -c $((256 << 20)) /dev/urandom >www/large
head -c $((64 << 10)) /dev/urandom >www/small
declare -A digest
for blob in large small; do
    digest[$blob]=$(sha256sum www/$blob | cut -d' ' -f1)
    data=store/docker/registry/v2/blobs/sha256/${digest[$blob]:0:2}/${digest[$blob]}
    link=store/docker/registry/v2/repositories/demo/_layers/sha256/${digest[$blob]}
    mkdir -p "$data" "$link"
    ln www/$blob "$data/data"
    printf 'sha256:%s' "${digest[$blob]}" >"$link/link"
done

cat >nginx.conf <<END
user root; worker_processes 2; pid $work/nginx.pid; error_log $work/nginx.err; daemon off;
events { worker_connections 512; }
http {
    access_log off; sendfile on; tcp_nopush on; keepalive_requests 100000000;
    client_body_temp_path $work/t1; proxy_temp_path $work/t2; fastcgi_temp_path $work/t3;
    uwsgi_temp_path $work/t4; scgi_temp_path $work/t5;
    server { listen 127.0.0.1:7180; root $work/www; }
    server { listen 127.0.0.1:7143 ssl; ssl_certificate cert.pem; ssl_certificate_key key.pem; ssl_protocols TLSv1.3;
        root $work/www; }
}
END
start nginx -c "$work/nginx.conf"
for port in 7280 7243; do
    {
        echo "version: 0.1"
        echo "log: {level: error, accesslog: {disabled: true}}"
        echo "storage: {filesystem: {rootdirectory: $work/store}}"
        echo "http:"
        echo "  addr: 127.0.0.1:$port"
        [ $port = 7280 ] || echo "  tls: {certificate: $work/cert.pem, key: $work/key.pem}"
    } >registry-$port.yml
    start docker-registry serve registry-$port.yml
done

# Ours, one service for each size and scheme.
declare -A url
serve() { # name, size, scheme, port
    printf 'title: %s\nimage: {layers: 1, layer-size: %s}\nregistry: {scheme: %s, login: none, redirect-blobs: false}\nexpect: {pull: succeeds}\n' \
        "$1" "$2" "$3" >"$1-$3.yaml"
    start "$command" serve "$1-$3.yaml" --port "$4" --output "served-$1-$3"
    local base=$3://127.0.0.1:$4/v2/library/demo
    await "$base/manifests/1"
    local manifest layer
    manifest=$(curl -sk "$base/manifests/1" | grep -o 'sha256:[0-9a-f]*' | head -1)
    layer=$(curl -sk "$base/manifests/$manifest" | grep -o 'sha256:[0-9a-f]*' | tail -1)
    url[$1-$3]=$base/blobs/$layer
    url[manifest-$3]=$base/manifests/1
}
serve large "256 MiB" http 7300
serve large "256 MiB" https 7310
serve small "64 KiB" http 7320
serve small "64 KiB" https 7330
for address in http://127.0.0.1:7180/small https://127.0.0.1:7143/small http://127.0.0.1:7280/v2/ https://127.0.0.1:7243/v2/; do
    await "$address"
done

# Bytes a second.
rate() { # connections, URL
    local threads=2
    [ "$1" != 1 ] || threads=1
    wrk -t$threads -c"$1" -d"${seconds}s" --timeout 60s "$2" | awk '/Transfer\/sec/ {
        unit = substr($2, length($2) - 1); factor = unit == "GB" ? 1024 : unit == "KB" ? 1 / 1024 : 1
        print $2 * factor }'
}
median() { sort -n | awk '{ value[NR] = $1 } END { print value[int((NR + 1) / 2)] }'; }

echo "load before: $(cut -d' ' -f1 /proc/loadavg)"
echo "blob   scheme connections  ours MiB/s  of nginx  of docker-registry"
for blob in large small; do
    for scheme in http https; do
        [ $scheme = http ] && ports=(7180 7280) || ports=(7143 7243)
        for connections in 1 8 64; do
            : >ours; : >nginx; : >registry
            for _ in $(seq "$rounds"); do
                a=$(rate $connections "${url[$blob-$scheme]}")
                b=$(rate $connections $scheme://127.0.0.1:${ports[0]}/$blob)
                c=$(rate $connections $scheme://127.0.0.1:${ports[1]}/v2/demo/blobs/sha256:${digest[$blob]})
                echo "$a" >>ours
                echo "$a $b" | awk '{ print $1 / $2 }' >>nginx
                echo "$a $c" | awk '{ print $1 / $2 }' >>registry
            done
            printf '%-6s %-6s %11s %11.0f %9.2f %19.2f\n' $blob $scheme $connections "$(median <ours)" \
                "$(median <nginx)" "$(median <registry)"
        done
    done
done
for scheme in http https; do
    echo "a manifest over $scheme, one connection, median: $(wrk -t1 -c1 -d"${seconds}s" --latency "${url[manifest-$scheme]}" | awk '$1 == "50%" { print $2 }')"
done
serve huge "16 GiB" https 7340
server=${children[-1]}
rate 64 "${url[huge-https]}" >/dev/null
echo "peak memory, a layer of 16 GiB over 64 connections: $(awk '/VmHWM/ { printf "%d MiB", $2 / 1024 }' "/proc/$server/status")"
