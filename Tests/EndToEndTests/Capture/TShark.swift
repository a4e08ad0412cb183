import Foundation
import Testing

/// A capture as tshark reads it.
struct TShark {
    static let path = "/usr/bin/tshark"

    struct Failure: Error {
        let arguments: [String]
        let message: String
    }

    let file: String

    /// All comments, grouped by packet.
    func comments() async throws -> [String] {
        try await fields(["frame.comment"], where: "frame.comment").flatMap { $0[0].components(separatedBy: "|") }
    }

    /// The values of fields, a row per packet; several values of one field have `|` between them.
    func fields(_ names: [String], where filter: String = "frame") async throws -> [[String]] {
        let options = names.flatMap { ["-e", $0] }
        let text = try await run(["-r", file, "-Y", filter, "-T", "fields", "-E", "aggregator=|"] + options)
        return text.split(separator: "\n").map { $0.components(separatedBy: "\t") }
    }

    private func run(_ arguments: [String]) async throws -> String {
        // tshark must not look up names on the network.
        let end = try await FinishedProgram.of(Self.path, ["-n"] + arguments)
        guard end.code == 0 else {
            throw Failure(arguments: arguments, message: "tshark ended with \(end.code): \(end.error)")
        }
        return end.output
    }
}

extension Trait where Self == ConditionTrait {
    /// Reads captures with tshark.
    static var needsTShark: Self {
        .enabled(
            if: FileManager.default.isExecutableFile(atPath: TShark.path) || Requirements.isDemanded,
            "needs tshark; run 'make setup' as root")
    }
}
