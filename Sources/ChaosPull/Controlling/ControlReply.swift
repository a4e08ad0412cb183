import Faults
import FoundationEssentials
import Judging

/// The answer to a line on the control socket, in the format of `docs/control.schema.json`.
struct ControlReply: Sendable, Codable {
    /// One event with its number.
    struct NumberedEvent: Sendable, Codable {
        let number: Int
        /// For people.
        let line: String
        /// As in `timeline.jsonl`.
        let event: Event
    }

    var ok = true
    /// What is wrong, and what was expected.
    var error: String?
    var faults: [LiveFault]?
    var events: [NumberedEvent]?
    /// The number to ask from next.
    var next: Int?
    /// Asked events that were not kept.
    var lost: Int?
    var pull: WorldPull?

    init() {}

    /// Does what was asked.
    init(to line: String, in world: LiveWorld) async {
        self.init()
        do {
            switch try ControlRequest(line) {
            case .arm(let fault): faults = [try await world.arm(fault)]
            case .armAgain(let number): faults = [try await world.arm(again: number)]
            case .heal(let number): faults = try await world.heal(number)
            case .list: faults = try await world.faults()
            case .fired: faults = try await world.faults().filter { $0.fired > 0 }
            case .pull: pull = try await world.pull()
            case .events(let number, let limit):
                let (entries, lost) = world.events.entries(from: number, limit: limit)
                events = entries.map { NumberedEvent(number: $0.number, line: $0.event.line, event: $0.event) }
                next = entries.last.map { $0.number + 1 } ?? max(number, world.events.next)
                self.lost = lost
            }
        } catch {
            ok = false
            self.error = "\(error)"
        }
    }

    /// One line of JSON, without its end.
    var line: String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        guard let data = try? encoder.encode(self) else {
            return #"{"ok":false,"error":"the answer cannot be written as JSON"}"#
        }
        return String(decoding: data, as: UTF8.self)
    }
}
