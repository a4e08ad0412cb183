import FoundationEssentials

/// Where a scenario is looked for that a command names without a folder, as in `udp-loss`.
public enum ScenarioPlaces {
    /// The folder `scenarios` here, then the one that is installed beside the executable.
    public static var all: [String] { ["scenarios"] + [installed].compactMap(\.self) }

    /// `share/chaospull/scenarios` beside the `bin` of the executable, as the Filesystem Hierarchy Standard says
    /// (FHS 3.0 section 4.11); nil if there is none.
    private static var installed: String? {
        guard let program = try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe") else {
            return nil
        }
        let prefix = program.split(separator: "/").dropLast(2).joined(separator: "/")
        let folder = (prefix.isEmpty ? "" : "/" + prefix) + "/share/chaospull/scenarios"
        return FileManager.default.fileExists(atPath: folder) ? folder : nil
    }

    /// The file or folder that a word means in one of the places; nil for none.
    ///
    /// - Parameter word: the name of a scenario, with or without its suffix, or of a place itself.
    static func path(of word: String, in places: [String]) -> String? {
        guard !word.isEmpty, !word.contains("/"), !word.hasPrefix(".") else { return nil }
        for place in places {
            if place.split(separator: "/").last.map(String.init) == word, isThere(place) { return place }
            let file = place + "/" + (word.hasSuffix(ScenarioFiles.suffix) ? word : word + ScenarioFiles.suffix)
            if isThere(file) { return file }
        }
        return nil
    }

    /// The names of all scenarios in the places, ordered.
    static func names(in places: [String]) -> [String] {
        Set(places.flatMap { (try? ScenarioFiles.scenarios(in: $0)) ?? [] }.map(ScenarioFiles.name)).sorted()
    }

    private static func isThere(_ path: String) -> Bool { FileManager.default.fileExists(atPath: path) }
}
