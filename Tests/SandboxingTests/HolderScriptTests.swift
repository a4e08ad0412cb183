import Testing

@testable import Sandboxing

@Suite struct HolderScriptTests {
    private static let plan = SandboxPlan(
        node: [.init("198.18.0.2", 24), .init("2001:db8:0::2", 64)],
        nodeGateways: [.init("198.18.0.1", 24), .init("2001:db8:0::1", 64)],
        net: [.init("198.18.1.10", 24)], netGateways: [.init("198.18.1.1", 24)],
        files: [SandboxPlan.File("/etc/hosts", "127.0.0.1 localhost\n")], storageSize: 8 << 20
    )

    @Test func theScriptIsThis() {
        #expect(HolderScript(plan: Self.plan, separateFolders: ["/usr", "/my disk"]).text == Self.golden)
    }

    /// Lets a shell run the lines that write files, with hostile names and contents.
    @Test(arguments: [
        ("plain.conf", "one\ntwo\n"), ("it's", "'"), ("a b/c d", "$(echo pwned) `id` ${HOME} \\ \" ''"),
        ("-n", "%s %d \\n"), ("*", "no newline"), ("$HOME", ""), ("new\nline", "END\n'; exit 1; '\n"),
        ("ü", "☃\u{1b}[0m"),
    ])
    func filesAreWrittenAsTheyAre(name: String, content: String) async throws {
        try await withFolder { folder in
            let path = "\(folder)/\(name)"
            var plan = Self.plan
            plan.files = [SandboxPlan.File(path, content)]
            let text = HolderScript(plan: plan, separateFolders: []).text
            let start = try #require(text.firstRange(of: "mkdir -p -- ")).lowerBound
            let end = try #require(text.lastRange(of: "echo ready")).lowerBound
            let script = "set -e\n" + text[start..<end]
            let (first, said) = try await Program("sh", "sh", ["-c", script]).output()
            #expect(first.isSuccess && said == "")
            #expect(try readTextFile(path) == content)
            let (second, _) = try await Program("sh", "sh", ["-c", script]).output()
            #expect(second.isSuccess)
            #expect(try readTextFile(path) == content)
        }
    }

    @Test func aFileReplacesALinkAndNotWhatItLeadsTo() async throws {
        try await withFolder { folder in
            let commands = "echo kept >\(folder)/target; ln -s target \(folder)/link"
            _ = try await Program("sh", "sh", ["-c", commands]).output()
            var plan = Self.plan
            plan.files = [SandboxPlan.File("\(folder)/link", "new")]
            let text = HolderScript(plan: plan, separateFolders: []).text
            let start = try #require(text.firstRange(of: "mkdir -p -- ")).lowerBound
            let end = try #require(text.lastRange(of: "echo ready")).lowerBound
            _ = try await Program("sh", "sh", ["-c", String(text[start..<end])]).output()
            #expect(try readTextFile("\(folder)/link") == "new")
            #expect(try readTextFile("\(folder)/target") == "kept\n")
        }
    }

    private static let golden = """
        set -e
        read -r holder rest </proc/self/stat
        mount --make-rprivate /
        mount -t tmpfs -o mode=755 chaospull /run
        mkdir /run/root
        layers=0
        layer() {
            layers=$((layers + 1))
            mkdir -p /run/upper/$layers /run/work/$layers
            mount -t overlay -o "lowerdir=$2,upperdir=/run/upper/$layers,workdir=/run/work/$layers" \
                chaospull "/run/root$1"
        }
        layer / '/'
        layer '/usr' '/usr'
        layer '/my disk' '/my disk'
        exec 9</run/upper
        cd /run/root
        mkdir -p storage proc sys dev run tmp
        mount --rbind /sys sys
        mount --rbind /dev dev
        mount -t tmpfs -o mode=1777 chaospull dev/shm
        mount -t proc chaospull proc
        mount -t tmpfs -o mode=755 chaospull run
        mount -t tmpfs -o mode=1777 chaospull tmp
        mount -t tmpfs -o mode=755,size=8388608 chaospull storage
        mkdir -p run/host run/chaospull run/netns run/lock run/home storage/tmp
        pivot_root . run/host
        cd /
        umount -l /run/host
        rmdir /run/host
        ip -batch - <<END
        netns add wire
        netns add net
        link set lo up
        link add node0 address 02:00:00:00:00:01 type veth peer name wire0 address 02:00:00:00:00:02 netns wire
        link set node0 up
        address add 198.18.0.2/24 dev node0
        address add 2001:db8:0::2/64 dev node0 nodad
        neighbour replace 198.18.0.1 lladdr 02:00:00:00:00:02 dev node0 nud permanent
        neighbour replace 2001:db8:0::1 lladdr 02:00:00:00:00:02 dev node0 nud permanent
        route add default via 198.18.0.1 dev node0
        route add default via 2001:db8:0::1 dev node0
        END
        ip -n wire -batch - <<END
        link set lo up
        link add wire1 address 02:00:00:00:00:03 type veth peer name net0 address 02:00:00:00:00:04 netns net
        link set wire0 up
        address add 198.18.0.1/24 dev wire0
        address add 2001:db8:0::1/64 dev wire0 nodad
        neighbour replace 198.18.0.2 lladdr 02:00:00:00:00:01 dev wire0 nud permanent
        neighbour replace 2001:db8:0::2 lladdr 02:00:00:00:00:01 dev wire0 nud permanent
        link set wire1 up
        address add 198.18.1.1/24 dev wire1
        neighbour replace 198.18.1.10 lladdr 02:00:00:00:00:04 dev wire1 nud permanent
        END
        ip -n net -batch - <<END
        link set lo up
        link set net0 up
        address add 198.18.1.10/24 dev net0
        neighbour replace 198.18.1.1 lladdr 02:00:00:00:00:03 dev net0 nud permanent
        route add default via 198.18.1.1 dev net0
        END
        nsenter --net=/run/netns/wire sh -c '
            echo 1 >/proc/sys/net/ipv4/ip_forward
            echo 1 >/proc/sys/net/ipv6/conf/all/forwarding'
        tries=0
        until { ip -o link show node0; ip -n wire -o link show wire1; } | grep -c "state UP" | grep -q 2; do
            tries=$((tries + 1))
            [ $tries -lt 1000 ] || { echo "the links between the namespaces did not come up"; exit 1; }
        done
        mkdir -p -- '/etc'
        rm -f -- '/etc/hosts'
        printf %s '127.0.0.1 localhost
        ' >'/etc/hosts'
        echo ready $holder
        cat >/dev/null

        """
}

extension String {
    fileprivate func lastRange(of other: String) -> Range<String.Index>? { ranges(of: other).last }
}
