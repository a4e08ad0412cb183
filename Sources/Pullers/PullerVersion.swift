import Sandboxing

/// What a puller says of its own version.
package enum PullerVersion {
    /// Asks the installed tool; nil if it is not installed.
    package static func probe(_ puller: any Puller.Type) async throws -> String? {
        guard Tool.path(of: puller.versionProgram.executable) != nil else { return nil }
        let (end, text) = try await puller.versionProgram.output()
        return end.isSuccess ? version(in: text) : nil
    }

    /// The first word that starts with a digit, without a comma behind it.
    static func version(in text: String) -> String? {
        let words = text.split { $0.isWhitespace || $0 == "," }
        return words.first { $0.first?.isNumber == true && $0.contains(".") }.map(String.init)
    }
}
