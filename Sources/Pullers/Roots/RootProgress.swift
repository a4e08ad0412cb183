/// The progress of making a root, read from the output of its programs.
package struct RootProgress: Sendable, Equatable {
    /// The step, as in `fetching packages`; empty before the first one.
    package private(set) var step = ""
    /// The detail, as in `12 of 140`; empty if there is nothing to count yet.
    package private(set) var detail = ""
    /// The last lines of output that are not progress.
    package private(set) var said: [String] = []
    private var verb = ""
    private var count = 0

    package init() {}

    /// - Returns: whether step or detail changed.
    package mutating func read(_ line: String) -> Bool {
        let before = (step, detail)
        if let step = line.after("@step ") {
            (self.step, detail, verb, count) = (step, "", "", 0)
        } else if let text = line.after("I: ") {
            readBootstrap(text)
        } else if line.after("dlstatus:") != nil || line.after("pmstatus:") != nil {
            readStatus(line)
        } else if let problem = line.after("@problem ") {
            keep(problem)
        } else if !line.allSatisfy(\.isWhitespace), line.after("pmerror:") == nil, line.after("pmconffile:") == nil {
            keep(line)
        }
        return before != (step, detail)
    }

    /// The output about errors, or else the last output.
    ///
    /// dpkg(1) names only the package; the reason is in the lines before.
    package var reason: String {
        let errors = said.filter { $0.hasPrefix("E: ") || $0.hasPrefix("W: ") }
        let failure = said.firstIndex { $0.hasPrefix("dpkg: error") }.map {
            said[max(0, $0 - 4)..<min(said.count, $0 + 2)]
        }
        return (Array(failure ?? []) + (errors.isEmpty ? said.suffix(3) : errors.suffix(3))).joined(separator: "; ")
    }

    /// Reads debootstrap(8): a line per package and step, such as `Retrieving dpkg 1.22` and `Unpacking dpkg...`.
    private mutating func readBootstrap(_ text: String) {
        let words = text.split(separator: " ")
        guard let first = words.first, words.count > 1, Self.verbs.contains(String(first)) else { return }
        count = String(first) == verb ? count + 1 : 1
        verb = String(first)
        detail = "\(verb.lowercased()) \(count)"
    }

    private static let verbs: Set = ["Retrieving", "Extracting", "Unpacking", "Configuring"]

    /// Reads apt's APT::Status-Fd (README.progress-reporting): `dlstatus:3:12.5:Retrieving file 3 of 40`.
    private mutating func readStatus(_ line: String) {
        let fields = line.split(separator: ":", maxSplits: 3, omittingEmptySubsequences: false)
        guard fields.count == 4, let percent = Double(fields[2]), (0...100).contains(percent) else { return }
        let words = fields[3].split(separator: " ")
        let isCount = fields[0] == "dlstatus" && words.count > 3 && words[words.count - 2] == "of"
        detail = isCount ? words.suffix(3).joined(separator: " ") : "\(Int(percent)) %"
    }

    private mutating func keep(_ line: String) {
        said.append(line)
        if said.count > 50 { said.removeFirst() }
    }
}

extension String {
    fileprivate func after(_ start: String) -> String? { hasPrefix(start) ? String(dropFirst(start.count)) : nil }
}
