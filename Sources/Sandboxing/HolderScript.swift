/// The program of the sandbox's first process, as a text for sh(1).
///
/// It is the init process of the node's PID namespace. Everything that it makes belongs to namespaces that end with it.
/// It ends when its standard input ends, so also when the harness is killed. While it waits for cat(1), the shell reaps
/// every orphan of the node, which a restarted daemon relies on.
struct HolderScript {
    let plan: SandboxPlan
    /// See `HostMounts`.
    let separateFolders: [String]
    /// Nil where nothing is limited.
    var groups: ControlGroups?

    var text: String {
        ([identity, groups?.holderScript].compactMap(\.self) + [root, wiring, settling, room] + plan.files.map(write)
            + ["echo ready $holder\ncat >/dev/null\n"])
            .joined(separator: "\n")
    }

    /// The process id of this process on the host; /proc is still the host's here.
    private let identity = """
        set -e
        read -r holder rest </proc/self/stat
        """

    /// By which the first process holds the folder with the upper layers, one for each overlay by its number.
    ///
    /// The folder is not mounted in the node, so pullers do not come across it; see ``Sandbox/writtenFiles(known:)``.
    static let upperDescriptor = 9

    /// The node's root, over the host's: what is written in the node stays in memory and disappears with it.
    private var root: String {
        """
        mount --make-rprivate /
        mount -t tmpfs -o mode=755 chaospull /run
        mkdir /run/root
        \(Self.layers(over: plan.baseFolder, separateFolders))\(placed)
        exec \(Self.upperDescriptor)</run/upper
        cd /run/root
        mkdir -p storage proc sys dev run tmp
        mount --rbind /sys sys
        mount --rbind /dev dev
        mount -t tmpfs -o mode=1777 chaospull dev/shm
        mount -t proc chaospull proc
        mount -t tmpfs -o mode=755 chaospull run
        mount -t tmpfs -o mode=1777 chaospull tmp
        \(storage)
        mkdir -p run/host run/chaospull run/netns run/lock run/home storage/tmp
        pivot_root . run/host
        cd /
        umount -l /run/host
        rmdir /run/host
        """
    }

    /// Overlays over a root and its separate folders, mounted at /run/root.
    static func layers(over base: String, _ separateFolders: [String]) -> String {
        """
        layers=0
        layer() {
            layers=$((layers + 1))
            mkdir -p /run/upper/$layers /run/work/$layers
            mount -t overlay -o "lowerdir=$2,upperdir=/run/upper/$layers,workdir=/run/work/$layers" \
                chaospull "/run/root$1"
        }
        layer / \(quoted(base))
        \(separateFolders.map { "layer \(quoted($0)) \(quoted($0))" }.joined(separator: "\n"))
        """
    }

    private var placed: String {
        plan.placed.isEmpty ? "" : "\n" + PlacedFile.script(plan.placed, root: "/run/root")
    }

    /// The puller's storage; what is there before the puller starts is durable.
    private var storage: String {
        guard let device = plan.storageDevice else {
            return "mount -t tmpfs -o mode=755,size=\(plan.storageSize) chaospull storage"
        }
        return """
            mount -t \(device.type) -o \(device.options) \(device.path) storage
            chmod 755 storage
            mkdir -p storage/tmp
            sync -f storage
            """
    }

    /// Two more network namespaces and the links between the three.
    ///
    /// Neighbours are permanent and addresses skip duplicate detection; otherwise the first IPv6 packet would wait for
    /// seconds.
    private var wiring: String {
        """
        ip -batch - <<END
        netns add wire
        netns add net
        link set lo up
        link add node0 address \(Self.nodeMAC) type veth peer name wire0 address \(Self.wireNodeMAC) netns wire
        \(commands(on: "node0", plan.node, neighbours: plan.nodeGateways, Self.wireNodeMAC, gateways: plan.nodeGateways))
        END
        ip -n wire -batch - <<END
        link set lo up
        link add wire1 address \(Self.wireNetMAC) type veth peer name net0 address \(Self.netMAC) netns net
        \(commands(on: "wire0", plan.nodeGateways, neighbours: plan.node, Self.nodeMAC))
        \(commands(on: "wire1", plan.netGateways, neighbours: plan.net, Self.netMAC))
        END
        ip -n net -batch - <<END
        link set lo up
        \(commands(on: "net0", plan.net, neighbours: plan.netGateways, Self.wireNetMAC, gateways: plan.netGateways))
        END
        nsenter --net=/run/netns/wire sh -c '
            echo 1 >/proc/sys/net/ipv4/ip_forward
            echo 1 >/proc/sys/net/ipv6/conf/all/forwarding'
        """
    }

    /// Waits until both links pass packets.
    ///
    /// The end that came up first passes packets once the kernel has noticed the other end's carrier, in a work queue;
    /// until then it silently drops them. The end that came up last passes packets at once, although its state changes
    /// up to a second later.
    private let settling = """
        tries=0
        until { ip -o link show node0; ip -n wire -o link show wire1; } | grep -c "state UP" | grep -q 2; do
            tries=$((tries + 1))
            [ $tries -lt 1000 ] || { echo "the links between the namespaces did not come up"; exit 1; }
        done
        """

    private func commands(
        on device: String, _ addresses: [SandboxPlan.Address], neighbours: [SandboxPlan.Address], _ mac: String,
        gateways: [SandboxPlan.Address] = []
    ) -> String {
        var lines = ["link set \(device) up"]
        lines += addresses.map {
            "address add \($0.address)/\($0.prefixLength) dev \(device)" + ($0.isIPv6 ? " nodad" : "")
        }
        lines += neighbours.map { "neighbour replace \($0.address) lladdr \(mac) dev \(device) nud permanent" }
        lines += gateways.map { "route add default via \($0.address) dev \(device)" }
        return lines.joined(separator: "\n")
    }

    /// Makes folders for the files, and removes old files first, because one may be a link to somewhere else.
    ///
    /// One program handles all of them, because starting one costs more than its work.
    private var room: String {
        guard !plan.files.isEmpty else { return ":" }
        let folders = Set(plan.files.map { $0.path.split(separator: "/").dropLast().joined(separator: "/") })
        let emptying = plan.emptied.isEmpty ? "" : "rm -rf -- \(plan.emptied.map(Self.quoted).joined(separator: " "))\n"
        return emptying + """
            mkdir -p -- \(folders.sorted().map { Self.quoted("/" + $0) }.joined(separator: " "))
            rm -f -- \(plan.files.map { Self.quoted($0.path) }.joined(separator: " "))
            """
    }

    private func write(_ file: SandboxPlan.File) -> String {
        let path = Self.quoted(file.path)
        return "printf %s \(Self.quoted(file.text)) >\(path)" + (file.isExecutable ? "\nchmod 755 \(path)" : "")
    }

    static func quoted(_ text: String) -> String {
        "'" + text.split(separator: "'", omittingEmptySubsequences: false).joined(separator: #"'\''"#) + "'"
    }

    /// Locally administered addresses (IEEE 802, second bit of the first octet), the same in every run.
    private static let nodeMAC = "02:00:00:00:00:01"
    private static let wireNodeMAC = "02:00:00:00:00:02"
    private static let wireNetMAC = "02:00:00:00:00:03"
    private static let netMAC = "02:00:00:00:00:04"
}
