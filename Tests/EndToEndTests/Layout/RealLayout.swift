import Foundation

/// An OCI layout of a real image: buildah makes it of files of this machine's Debian packages, without a network.
struct RealLayout {
    let folder: String

    /// The most layers, each of which has the files of one package.
    static let layers = 20

    /// Makes it in a folder, in which a store of buildah's own is left too.
    ///
    /// In a mount namespace: buildah mounts its store on itself and leaves that mount behind.
    init(in folder: String, layers: Int = Self.layers) async throws {
        let end = try await FinishedProgram.of(
            "/usr/bin/unshare", ["--mount", "/bin/bash", "-c", Self.script, "make-layout", folder, "\(layers)"])
        guard end.code == 0 else { throw CannotMakeLayout(message: end.error) }
        self.folder = folder + "/layout"
    }

    /// Its blobs with their names and sizes.
    func blobs() throws -> [(name: String, size: Int)] {
        let blobs = folder + "/blobs/sha256"
        return try FileManager.default.contentsOfDirectory(atPath: blobs).map { name in
            let attributes = try FileManager.default.attributesOfItem(atPath: "\(blobs)/\(name)")
            return (name, (attributes[.size] as? Int) ?? 0)
        }
    }

    struct CannotMakeLayout: Error, CustomStringConvertible {
        let message: String
        var description: String { "buildah cannot make the layout: \(message)" }
    }

    /// Packages of 2.5 to 6 MB, so that twenty have about 70 MB unpacked.
    ///
    /// The storage driver overlay is the quicker one, and is not to be had where /tmp is an overlay itself.
    private static let script = """
        set -eu -o pipefail
        work=$1 layers=$2
        export TMPDIR=$work
        mkdir "$work/context"
        echo FROM scratch > "$work/context/Containerfile"
        packages=$(dpkg-query -W -f '${Installed-Size} ${Package}\\n' | sort -n |
            awk -v layers="$layers" '$1 > 2500 && $1 < 6000 && n < layers { n++; print $2 }')
        for package in $packages; do
            dpkg -L "$package" | while read -r file; do
                if [ -f "$file" ] || [ -L "$file" ]; then echo "$file"; fi
            done > "$work/list"
            tar -C / -cf "$work/context/$package.tar" --no-recursion -T "$work/list" 2> "$work/tar.log"
            echo "ADD $package.tar /" >> "$work/context/Containerfile"
        done
        build() {
            set -- buildah --root "$work/store" --runroot "$work/run" --storage-driver "$1"
            "$@" build --layers -q -t demo "$work/context" && "$@" push -q demo "oci:$work/layout:demo"
        }
        build overlay > "$work/overlay.log" 2>&1 || { rm -rf "$work/store" "$work/layout"; build vfs; }
        """
}
