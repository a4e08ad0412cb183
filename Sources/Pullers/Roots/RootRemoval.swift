import Sandboxing

/// The program that removes a root, as a text for sh(1).
///
/// A root is renamed before its first file is removed, so every listed root is complete. rm(1) does not follow links,
/// but it would enter a bind mount, so nothing is removed while anything is mounted below.
enum RootRemoval {
    /// The suffix of the folder of a root that is being removed.
    static let end = ".removed"

    static func program(_ folder: String) -> Program {
        Program("roots remove", "sh", ["-euc", text, "sh", folder])
    }

    private static let text = #"""
        folder=$1
        partial=$folder\#(RootScript.partialEnd) removed=$folder\#(end)
        for place in "$removed" "$partial" "$folder" "$removed"; do
            [ -d "$place" ] && [ ! -L "$place" ] || continue
            real=$(realpath "$place")
            findmnt --list --noheadings --output TARGET | while read -r point; do
                case "$point" in "$real" | "$real"/*)
                    echo "@problem $point is mounted; unmount it first"
                    exit 1 ;;
                esac
            done
            exec 9<"$place"
            flock --nonblock 9 || { echo "@problem $place is in use by another process"; exit 1; }
            if [ "$place" = "$folder" ]; then
                mv -T "$place" "$removed"
            else
                rm -rf --one-file-system -- "$place"
            fi
        done
        """#
}

extension RootStore {
    /// Removes a root, complete or not, and nothing else.
    ///
    /// - Throws: `RootError` if there is no root of that name, if it was not made by chaospull, if it is in use, or if
    ///   something is mounted in it.
    package func remove(_ name: String) async throws {
        guard Self.isName(name) else {
            throw RootError("'\(name)' is no root; expected one of: \(listed)")
        }
        guard root(named: name) != nil || unfinished().contains(name) else {
            throw RootError("there is no root \(name) of ours in \(folder); expected one of: \(listed)")
        }
        let state = ProgressState { _ in }
        let end = try await RootRemoval.program("\(folder)/\(name)").runContained { state.read($0) }
        guard end.isSuccess else { throw RootError("root \(name) was not removed: \(state.progress.reason)") }
    }

    private var listed: String {
        let names = all().map(\.name) + unfinished()
        return names.isEmpty ? "none, 'chaospull roots create trixie' makes one" : names.joined(separator: ", ")
    }
}
