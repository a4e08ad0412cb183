import FoundationEssentials

/// The observations in a run's folder, which may have been edited since and are not trusted.
package enum SavedObservations {
    /// The observations in the first folder that has some.
    ///
    /// - Returns: nil if none has any that can be read; what rests on them is then left out.
    package static func inFirst(of folders: [String]) -> Observations? {
        let files = folders.map { $0 + "/observations.json" }
        guard let file = files.first(where: FileManager.default.fileExists),
            let bytes = try? SavedFile.bytes(file)
        else { return nil }
        return try? SavedFile.decode(Observations.self, bytes, at: file)
    }
}
