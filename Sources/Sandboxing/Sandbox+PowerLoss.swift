/// The machine that pulls loses its power and starts again.
extension Sandbox {
    /// Ends every process of the node, forgets what was in its memory and unmounts its storage.
    ///
    /// The home of the puller and the files of the plan stay: on a machine they are on another disk.
    ///
    /// - Parameter killed: called when all that ran has the signal.
    /// - Throws: `SandboxError` if the storage stays in use.
    package func losePower(killed: () async throws -> Void) async throws {
        try await run(script: Self.ending(isOnce: true), in: .node, what: "ending what runs in the node")
        try await killed()
        try letDiskRun()
        try await run(script: Self.ending(isOnce: false), in: .node, what: "ending what runs in the node")
        try await run(script: Self.forgetting, in: .node, what: "unmounting the storage")
    }

    /// Lifts the limit of the disk's rate: what waits for its turn cannot end, and keeps the storage mounted.
    private func letDiskRun() throws {
        guard disk.rate != nil, let group = groups?.group(of: .io), let numbers = disk.numbers else { return }
        do { try group.setRate(nil, of: numbers) } catch {
            throw SandboxError(.refused, "the limit of the disk could not be lifted: \(error)")
        }
    }

    /// Mounts the storage again, which recovers it from its journal.
    ///
    /// If the kernel refuses, nothing can be written there: else pulls would write to the file system below it.
    ///
    /// - Throws: `SandboxError` with the kernel's reason; `unmountable` for that.
    package func mountStorage(_ device: SandboxPlan.Device) async throws {
        do { try await mount(device) } catch let error as SandboxError {
            disk.isUnmountable = true
            throw SandboxError(.unmountable, "the storage cannot be mounted: \(error.message)")
        }
        disk.isUnmountable = false
        disk.replace(by: device.path)
        try await run(script: "mkdir -p \(Self.temporaryPath)", in: .node, what: "making a folder in the storage")
        if disk.rate != nil, let group = groups?.group(of: .io) { try limitDisk(in: group) }
    }

    /// Whether the storage could not be mounted after a loss of power.
    package var isStorageUnmountable: Bool { disk.isUnmountable }

    private func mount(_ device: SandboxPlan.Device) async throws {
        try await run(
            script: """
                mount -t \(device.type) -o \(device.options) \(device.path) \(Self.storagePath) || {
                    mount -t tmpfs -o ro,mode=755,size=4k chaospull \(Self.storagePath)
                    exit 1
                }
                """, in: .node, what: "mounting the storage again")
    }

    /// Kills all but the first process, the cat(1) by which it waits, this one and its children.
    ///
    /// It starts no program while it looks, as that would be killed too.
    ///
    /// - Parameter isOnce: whether it waits for nobody's end.
    private static func ending(isOnce: Bool) -> String {
        """
        tries=0
        while :; do
            left=0
            for folder in /proc/[0-9]*; do
                process=${folder#/proc/}
                [ $process = 1 ] || [ $process = $$ ] && continue
                read -r line 2>/dev/null <$folder/stat || continue
                rest=${line##*) }
                set -- $rest
                case $1 in Z|X) continue ;; esac
                [ "$2" = $$ ] && continue
                case "$2 $line" in "1 "*" (cat) "*) continue ;; esac
                kill -KILL $process 2>/dev/null && left=$((left + 1))
            done
            [ $left = 0 ] || \(isOnce) && break
            tries=$((tries + 1))
            [ $tries -lt 2000 ] || { echo "$left processes do not end"; exit 1; }
            sleep 0.005
        done
        """
    }

    /// Unmounts what pullers mounted, the last first, then the storage; what is busy keeps the storage busy.
    private static let forgetting = """
        points=
        while read -r _ _ _ _ point _; do
            case $point in
                /storage/*|/tmp/*) points="$point $points" ;;
                /run/netns*|/run/chaospull*) ;;
                /run/*) points="$point $points" ;;
            esac
        done </proc/self/mountinfo
        for point in $points; do umount -l "$point" 2>/dev/null; done
        tries=0
        until umount \(storagePath) 2>/dev/null; do
            tries=$((tries + 1))
            [ $tries -lt 1000 ] || { umount \(storagePath); exit 1; }
            sleep 0.005
        done
        for name in /run/* /run/.[!.]*; do
            case $name in /run/netns|/run/chaospull|/run/home) ;; *) rm -rf "$name" ;; esac
        done
        mkdir -p /run/lock
        find /tmp -mindepth 1 -delete
        """
}
