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

    /// All comments, those of one packet beside each other.
    func comments() throws -> [String] {
        try fields(["frame.comment"], where: "frame.comment").flatMap { $0[0].components(separatedBy: "|") }
    }

    /// The values of fields, a row per packet; several values of one field have `|` between them.
    func fields(_ names: [String], where filter: String = "frame") throws -> [[String]] {
        let options = names.flatMap { ["-e", $0] }
        let text = try run(["-r", file, "-Y", filter, "-T", "fields", "-E", "aggregator=|"] + options)
        return text.split(separator: "\n").map { $0.components(separatedBy: "\t") }
    }

    private func run(_ arguments: [String]) throws -> String {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: Self.path)
        // No name is to be looked up on the network.
        process.arguments = ["-n"] + arguments
        let output = Pipe()
        process.standardOutput = output
        process.standardError = FileHandle.nullDevice
        try process.run()
        let data = output.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        guard process.terminationStatus == 0 else {
            throw Failure(arguments: arguments, message: "tshark ended with \(process.terminationStatus)")
        }
        return String(decoding: data, as: UTF8.self)
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
