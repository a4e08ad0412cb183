import Faults
import ImageContent
import Sandboxing

/// Damage to a puller's store: what there is is found by looking, and the seed chooses among it.
struct StoreWound: Sendable {
    private let damage: StoreDamage
    private let seed: UInt64
    /// The paths of files in layers, as their archives name them.
    private let content: Set<String>

    /// - Parameter content: the paths of files in the layers of the images that have been pulled.
    init(_ damage: StoreDamage, seed: UInt64, content: Set<String>) {
        self.damage = damage
        self.seed = seed
        self.content = content
    }

    /// Keeps what there is before the earlier pull: files of less than 8 MiB, the smallest first, and no more than
    /// 64 MiB together.
    static let keeping = #"""
        mkdir "$NOTES/kept"
        cd "$STORAGE"
        find . -xdev -path ./tmp -prune -o -type f -size -8192k -printf '%s %P\n' | sort -n \
            | perl -ne 'my ($size, $path) = split / /, $_, 2; $sum += $size; print $path if $sum <= 64 << 20' \
            | xargs -r -d '\n' cp -a --parents -t "$NOTES/kept" --
        """#

    /// Notes the moment before the earlier pull.
    static let beginning = #"touch "$NOTES/before""#

    /// Notes which files were written since, and gives all files of the store a time of access of 1970, so that it shows
    /// which of them are read from now on.
    static let aging = #"""
        find "$STORAGE" -xdev -type f -newer "$NOTES/before" -printf 'written 0 %P\n' >"$NOTES/written"
        find "$STORAGE" -xdev -type f -exec touch -a -d @0 {} +
        """#

    /// Notes which files a daemon has read to start, which it will look for each time.
    static let starting = #"""
        find "$STORAGE" -xdev -type f -newerat 1970-01-03 -printf '%p\n' >"$NOTES/read-to-start"
        """#

    /// Lists what can be damaged, one a line: for files time of access, size and path.
    var listing: String {
        switch damage {
        case .truncated, .emptied, .bitFlipped, .deleted:
            // A file that is named by what it holds is content too.
            #"""
            cd "$STORAGE"
            find . -xdev -path ./tmp -prune -o -type f -size +0 -size -8192k -printf '%A@ %s %P\n'
            find . -xdev -path ./tmp -prune -o -type f -regextype posix-extended -regex '.*/[0-9a-f]{64}' \
                -exec sha256sum {} + | while read -r sum path; do [ "$sum" = "${path##*/}" ] && echo "blob 0 ${path#./}"; done
            cat "$NOTES/written"
            """#
        case .older:
            // The time of access before cmp(1), which changes it.
            #"""
            find "$STORAGE" -xdev -type f -newer "$NOTES/before" -printf '%A@ %s %P\n' | while read -r time size path; do
                kept="$NOTES/kept/$path"
                [ ! -f "$kept" ] || cmp -s "$kept" "$STORAGE/$path" || echo "$time $size $path"
            done
            """#
        case .layerDeleted: #"cd "$STORAGE" && find . -xdev -type f -printf '%A@ %s %P\n'"#
        case .staleLock: #"find /run "$STORAGE" -xdev -name '*.pid' -type f -printf '%A@ %s %p\n'"#
        case .staleSocket: #"find /run -xdev -type s -printf '%A@ %s %p\n'"#
        }
    }

    /// A path that can be damaged.
    private struct Candidate {
        /// Since the store was prepared.
        let isRead: Bool
        /// By the earlier pull.
        let isWritten: Bool
        let path: String
    }

    /// What is damaged, in the order in which the seed goes through it.
    ///
    /// - Parameter listing: what the script of the same name has printed.
    func choice(from listing: String) -> String? {
        let rows = listing.split(separator: "\n").map { $0.split(separator: " ", maxSplits: 2) }.filter {
            $0.count == 3
        }
        let blobs = Set(rows.filter { $0[0] == "blob" }.map { $0[2] })
        let written = Set(rows.filter { $0[0] == "written" }.map { $0[2] })
        let files = rows.filter { Double($0[0]) != nil && !blobs.contains($0[2]) }.map { row in
            Candidate(
                isRead: (Double(row[0]) ?? 0) > 86_400, isWritten: written.contains(row[2]), path: String(row[2]))
        }.filter { $0.path.utf8.allSatisfy(Self.isPlain) }
        let paths: [String]
        switch damage {
        case .truncated, .emptied, .bitFlipped, .deleted:
            let read = files.filter { $0.isRead && folder(ofContent: $0.path) == nil }
            // What the earlier pull has written is about its image; other files may be about anything.
            let about = read.filter(\.isWritten)
            paths = (about.isEmpty ? read : about).map { "$STORAGE/" + $0.path }
        case .older:
            paths = files.filter { $0.isRead && folder(ofContent: $0.path) == nil }.map { "$STORAGE/" + $0.path }
        case .layerDeleted: paths = Set(files.compactMap { folder(ofContent: $0.path) }).map { "$STORAGE/" + $0 }
        case .staleLock, .staleSocket: paths = files.map(\.path)
        }
        guard !paths.isEmpty else { return nil }
        return paths.sorted { (Self.shape($0), $0) < (Self.shape($1), $1) }[Int((seed &- 1) % UInt64(paths.count))]
    }

    /// Whether it means itself to a shell, also between double quotes.
    private static func isPlain(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "."), UInt8(ascii: "_"), UInt8(ascii: "-"),
            UInt8(ascii: "/"), UInt8(ascii: "@"), UInt8(ascii: ":"), UInt8(ascii: "+"), UInt8(ascii: "="):
            true
        default: false
        }
    }

    /// The folder that a layer was unpacked to, if that is what the file is of.
    private func folder(ofContent path: String) -> String? {
        var end = path.startIndex
        while let slash = path[end...].firstIndex(of: "/") {
            end = path.index(after: slash)
            if content.contains(String(path[end...])) { return String(path[..<slash]) }
        }
        return nil
    }

    /// Without the random parts of names, so that a seed chooses the same file each time.
    private static func shape(_ path: String) -> String {
        path.split(separator: "/").map { part in
            part.count > 20 && part.allSatisfy { $0.isLetter || $0.isNumber } ? "x" : String(part)
        }.joined(separator: "/")
    }

    /// Does the damage, notes what the puller can meet, and prints what was done.
    ///
    /// - Parameter path: what `choice` has returned; its `$STORAGE` is for the shell.
    func script(for path: String) -> String {
        let file = "\"" + path + "\""
        let noted = #"echo "$(stat -c %i "$file") $file" >>"$NOTES/$MARK.seen""#
        let work =
            switch damage {
            case .truncated: #"truncate -s "$(($(stat -c %s "$file") / 2))" "$file""#
            case .emptied: #": >"$file""#
            case .bitFlipped: "perl -e '\(Self.flip)' \"$file\" \(seed % 1_000_003) \(seed % 8)"
            case .deleted:
                // Nobody is seen to look for a file that is not there, so what was read at each start counts as met.
                #"""
                how=new; [ -f "$NOTES/read-to-start" ] && grep -qxF "$file" "$NOTES/read-to-start" && how=lost
                rm "$file"; echo "$how $file" >>"$NOTES/$MARK.seen"; file=${file%/*}
                """#
            case .older: #"cp -p "$NOTES/kept/${file#"$STORAGE"/}" "$file""#
            case .layerDeleted: #"rm -rf "$file"; echo "lost $file" >>"$NOTES/$MARK.seen"; file=${file%/*}"#
            case .staleLock: #"echo 1 >"$file""#
            case .staleSocket: ":"
            }
        return """
            file=\(file); echo "$file"
            \(work)
            touch -a -d @0 "$file"
            \(noted)
            """
    }

    /// Of the bytes that are not zero: databases have pages that nobody reads.
    private static let flip = #"""
        my ($f, $k, $b) = @ARGV; open F, "+<", $f or die $!; binmode F; local $/; my $t = <F>; my @p;
        while ($t =~ /[^\0]/g) { push @p, $-[0] } exit unless @p; my $p = $p[($k * 7919) % @p];
        seek F, $p, 0; print F chr(ord(substr($t, $p, 1)) ^ (1 << $b)); close F; print "bit $b of byte $p\n";
        """#

    /// For the timeline.
    ///
    /// - Parameter printed: what the script has printed.
    func text(_ printed: String) -> String {
        "\(damage.rawValue): \(printed.split(separator: "\n").joined(separator: ", "))"
    }
}
