import Faults
import Judging

/// The values of one run on the page.
struct PageRun {
    /// The picture of a run.
    struct Picture {
        let svg: String
        /// Whether a part of it is after the faults were lifted.
        let isHealed: Bool
    }

    /// Where everything that was seen of it is.
    struct Folder {
        let path: String
        /// Nil if no link leads there.
        let address: String?
    }

    private static let lastLines = 12

    let number: Int
    let status: String
    let sign: String
    let isOpen: Bool
    let scenario: String
    let puller: String
    /// The planes of the scenario's faults, separated by spaces.
    let planes: String
    let seed: String
    let outcome: String?
    let time: String
    let title: String
    let why: String
    let errorText: String?
    let picture: Picture?
    /// Why a run that should have a picture has none.
    let noPicture: String?
    let checks: PageChecks?
    let faults: PageLines?
    let kernel: PageKernel?
    let output: PageLines?
    let folder: Folder?

    /// - Parameters:
    ///   - timeline: nil if there is to be no picture.
    ///   - observations: nil if nobody knows them.
    ///   - address: that of the run's folder; nil if no link leads there.
    init(
        _ result: RunResult, number: Int, planes: String, timeline: [Event]? = nil, observations: Observations? = nil,
        noPicture: String? = nil, address: String? = nil
    ) {
        self.planes = planes
        self.number = number
        status = result.status.rawValue
        sign = result.status.symbol
        isOpen = result.status >= .inconclusive
        scenario = result.scenario
        puller = "\(result.puller) \(result.version)"
        seed = result.seedText
        outcome = result.outcome?.rawValue
        time = result.costText
        title = result.title
        why = result.why
        errorText = result.errorText.map(Self.clipped)
        let svg = TimelinePicture(timeline ?? []).svg
        picture =
            svg.isEmpty
            ? nil : Picture(svg: svg, isHealed: timeline?.contains { $0.isPhase(.faultsLifted) } ?? false)
        self.noPicture =
            noPicture.map(Self.clipped) ?? (timeline != nil && svg.isEmpty ? "the timeline has nothing to draw" : nil)
        checks = PageChecks(result.isUnexpected ? result.findings : result.findings.filter { !$0.isMet })
        faults = PageLines(
            result.firedFaults.map { fault in
                "\(fault.name) on \(fault.match): took effect \(fault.fired == 1 ? "once" : "\(fault.fired) times")"
            })
        kernel = PageKernel(result, timeline: timeline, observations: observations)
        output = PageLines(Self.output(timeline ?? []))
        folder = result.folder.isEmpty ? nil : Folder(path: result.folder, address: address)
    }

    static func clipped(_ text: String) -> String { MarkupText.clipped(text, to: 1000) }

    /// The last lines of the command and its daemon in the judged pull.
    private static func output(_ timeline: [Event]) -> [String] {
        let end = timeline.firstIndex { $0.isPhase(.pullEnded) } ?? timeline.endIndex
        let lines = timeline[..<end].filter { if case .output = $0.body { true } else { false } }
        let start = timeline.first { $0.isPhase(.pullStarted) }?.time.clampedSeconds ?? 0
        return lines.suffix(lastLines).map { event in
            clipped(Event(time: event.time.clampedSeconds - start, body: event.body).line)
        }
    }
}
