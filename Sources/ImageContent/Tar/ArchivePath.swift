/// Names of files in an archive, and where its links lead.
enum ArchivePath {
    /// How many links are followed from one name.
    static let linkDepth = 8

    /// A path without `.` and `..`, which cannot leave the archive.
    static func normalized(_ path: String) -> String {
        var parts: [Substring] = []
        for part in path.split(separator: "/") where part != "." {
            if part == ".." { _ = parts.popLast() } else { parts.append(part) }
        }
        return parts.joined(separator: "/")
    }

    /// The path that a link leads to.
    static func target(of link: TarEntry, named name: String) -> String {
        // A hard link and an absolute one start at the root of the archive.
        if link.kind == .hardLink || link.linkName.hasPrefix("/") { return normalized(link.linkName) }
        let folder = name.split(separator: "/").dropLast().joined(separator: "/")
        return normalized(folder + "/" + link.linkName)
    }

    /// What has a name, or what the name is a link to; nil if there is nothing.
    static func find<Value>(_ path: String, in files: [String: Value], links: [String: String]) -> Value? {
        var name = normalized(path)
        for _ in 0..<linkDepth {
            if let file = files[name] { return file }
            guard let target = links[name] else { return nil }
            name = target
        }
        return nil
    }
}
