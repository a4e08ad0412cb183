import Faults
import FoundationEssentials
import Glibc
import Judging
import Pullers
import Scenarios
import WireFormats

/// The folder of one run: scenario, plan, timeline, output, observations and verdict; capture and decisions on request.
package struct RunFolder: Sendable {
    package let path: String

    /// Makes `OUTPUT/SCENARIO.PULLER.seed-N`, with the suffix `.run-N` for a repetition; replaces what an earlier run
    /// left.
    package init(output: String, plan: Plan) throws {
        path = Self.path(output: output, plan: plan)
        try? FileManager.default.removeItem(atPath: path)
        do {
            try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
        } catch {
            throw ChaosPullError("folder \(path) cannot be made; give another with --output")
        }
        try write("scenario.yaml", plan.scenario.source)
        try write("plan.txt", plan.text)
    }

    /// The path of the folder for a run of the plan.
    static func path(output: String, plan: Plan) -> String {
        let repetition = plan.repetition > 1 ? ".run-\(plan.repetition)" : ""
        return "\(output)/\(plan.scenario.name).\(plan.pullerName).seed-\(plan.seed)\(repetition)"
    }

    /// An existing folder.
    package init(existing path: String) { self.path = path }

    package func write(timeline: [Event]) throws {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        var text = ""
        var outputs: [String: String] = [:]
        for event in timeline {
            text += String(decoding: try encoder.encode(event), as: UTF8.self) + "\n"
            switch event.body {
            case .output(let output): outputs[output.program, default: ""] += output.line + "\n"
            case .omission(let omission): outputs[omission.program, default: ""] += "... \(omission.sentence)\n"
            default: break
            }
        }
        try write("timeline.jsonl", text)
        for (program, lines) in outputs {
            try write("\(program.split(separator: " ").joined(separator: "-")).log", lines)
        }
    }

    package func write(_ observations: Observations) throws { try write("observations.json", json: observations) }

    package func write(_ result: RunResult) throws { try write("verdict.json", json: result) }

    func decisionFile(of plan: Plan) throws(ChaosPullError) -> DecisionFile {
        try DecisionFile(
            "\(path)/\(DecisionLine.file)", seed: plan.seed, faults: plan.scenario.faults.map(\.summary)
        )
    }

    func write(_ capture: CaptureFile) throws {
        let path = "\(path)/capture.pcapng"
        guard let file = fopen(path, "we") else { throw Self.notWritten(path) }
        var isWritten = true
        capture.forEachBlock { block in
            isWritten = isWritten && fwrite(block.bytes, 1, block.bytes.count, file) == block.bytes.count
        }
        // fclose writes the last bytes, so it can fail too.
        guard fclose(file) == 0, isWritten else { throw Self.notWritten(path) }
    }

    private func write(_ name: String, json value: some Encodable) throws {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        try write(name, String(decoding: try encoder.encode(value), as: UTF8.self) + "\n")
    }

    private func write(_ name: String, _ text: String) throws {
        let file = "\(path)/\(name)"
        guard FileManager.default.createFile(atPath: file, contents: Data(text.utf8)) else {
            throw Self.notWritten(file)
        }
    }

    private static func notWritten(_ file: String) -> ChaosPullError {
        ChaosPullError("file \(file) cannot be written; give another folder with --output")
    }
}
