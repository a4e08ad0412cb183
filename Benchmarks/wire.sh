#!/bin/sh
# Makes the namespaces node, wire and net below /run/netns, with addresses as a run has them, and stays until its standard
# input ends; to be started in new network, mount and PID namespaces, which then take everything with them:
#   unshare --net --mount --pid --fork --kill-child --mount-proc -- sh Benchmarks/wire.sh
set -e
PATH=/usr/sbin:/usr/bin:/sbin:/bin
mount --make-rprivate /
mount -t tmpfs tmpfs /run
for name in node wire net; do
    ip netns add "$name"
    ip -n "$name" link set lo up
    ip netns exec "$name" sh -c 'echo 1 >/proc/sys/net/ipv4/ip_forward'
done
# link NAMESPACE ADDRESSES MAC WIRE-DEVICE WIRE-ADDRESS WIRE-MAC: permanent neighbours, so that nothing waits for ARP.
link() {
    ip link add eth0 netns "$1" address "$3" type veth peer name "$4" netns wire address "$6"
    ip -n wire address add "$5/24" dev "$4"
    ip -n wire link set "$4" up
    for address in $2; do ip -n "$1" address add "$address/24" dev eth0; done
    ip -n "$1" link set eth0 up
    for address in $2; do ip -n wire neighbour replace "$address" lladdr "$3" dev "$4" nud permanent; done
    ip -n "$1" neighbour replace "$5" lladdr "$6" dev eth0 nud permanent
    ip -n "$1" route add default via "$5"
}
link node 198.18.0.2 02:00:00:00:00:02 left 198.18.0.1 02:00:00:00:00:01
link net 198.18.1.12 02:00:00:00:01:02 right 198.18.1.1 02:00:00:00:01:01
# The end of a link that came up first drops packets until the kernel has noticed the carrier of the other one.
until { ip -n node -o link show eth0; ip -n wire -o link show right; } | grep -c 'state UP' | grep -q 2; do :; done
echo ready
exec cat >/dev/null
