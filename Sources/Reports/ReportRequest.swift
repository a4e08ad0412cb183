import Faults
import FoundationEssentials
import Judging

/// A requested report, as in `--report KIND=FILE`.
public struct ReportRequest: Sendable, Equatable {
    /// The kinds of reports.
    public enum Kind: String, Sendable, CaseIterable { case junit, json, html, markdown }

    /// The kind of report.
    public let kind: Kind
    /// The file to write.
    public let path: String

    /// Reads `KIND=FILE`.
    public init(parsing text: String) throws {
        let kinds = Kind.allCases.map(\.rawValue)
        guard let equals = text.firstIndex(of: "=") else {
            throw ChaosPullError("report '\(text)' names no file; expected KIND=FILE, as in 'junit=results.xml'")
        }
        let word = String(text[..<equals])
        guard let kind = Kind(rawValue: word) else {
            throw ChaosPullError("unknown kind of report '\(word)'; \(Suggestion.sentence(for: word, among: kinds))")
        }
        self.kind = kind
        path = String(text[text.index(after: equals)...])
        guard !path.isEmpty else {
            throw ChaosPullError("report '\(text)' names no file; expected KIND=FILE, as in 'junit=results.xml'")
        }
    }

    /// Reads all requests of a command line; each file can have one report.
    public static func parse(_ texts: [String]) throws -> [ReportRequest] {
        let requests = try texts.map(ReportRequest.init(parsing:))
        for (index, request) in requests.enumerated()
        where requests[..<index].contains(where: { $0.path == request.path }) {
            throw ChaosPullError("two reports would go to \(request.path); give each a file of its own")
        }
        return requests
    }

    /// Makes the file's folder, so that an error comes before hours of runs.
    public func prepare() throws {
        var isFolder = false
        if FileManager.default.fileExists(atPath: path, isDirectory: &isFolder), isFolder {
            throw ChaosPullError("\(path) is a folder; give the report a file")
        }
        guard let slash = path.lastIndex(of: "/"), slash > path.startIndex else { return }
        let folder = String(path[..<slash])
        do {
            try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        } catch {
            throw ChaosPullError("folder \(folder) cannot be made; give the report a file in another")
        }
    }

    /// Writes the report.
    ///
    /// - Parameters:
    ///   - file: the results.
    ///   - pictures: which runs have a picture on the HTML page.
    ///   - isStrict: whether a listed shortcoming that no longer occurs is a failure.
    ///   - timeline: reads the timeline of a run that has a picture; nil if nobody knows it.
    ///   - observations: reads what else was seen of such a run; nil if nobody knows it.
    public func write(
        _ file: ResultFile, pictures: PictureChoice = .unexpected, isStrict: Bool = false,
        timeline: (RunResult) throws(ChaosPullError) -> [Event]? = { _ in nil },
        observations: (RunResult) -> Observations? = { _ in nil }
    ) throws {
        let text =
            switch kind {
            case .junit: JUnitReport.text(file.results, isStrict: isStrict)
            case .json: try JSONReport.text(file)
            case .html:
                try HTMLReport.text(
                    file, pictures: pictures, timeline: timeline, observations: observations,
                    address: address(of:))
            case .markdown: MarkdownReport.text(file.results)
            }
        guard FileManager.default.createFile(atPath: path, contents: Data(text.utf8)) else {
            throw ChaosPullError("file \(path) cannot be written; give the report another")
        }
    }

    /// The address of a run's folder from this report; nil if the folder is not here.
    private func address(of result: RunResult) -> String? {
        var isFolder = false
        guard !result.folder.isEmpty, FileManager.default.fileExists(atPath: result.folder, isDirectory: &isFolder),
            isFolder
        else { return nil }
        return FolderLink.address(from: path, to: result.folder, base: FileManager.default.currentDirectoryPath)
    }
}
