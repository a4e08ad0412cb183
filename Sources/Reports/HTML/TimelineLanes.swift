import Faults
import Judging

/// The lanes of a run's picture, read from its timeline.
struct TimelineLanes {
    private let timeline: [Event]
    /// The seconds from the start of the judged pull to the end of the last one.
    let end: Double

    init(_ timeline: [Event]) {
        let times = timeline.map(\.time.clampedSeconds)
        let phases = timeline.filter { if case .phase = $0.body { true } else { false } }
        let first = timeline.first { $0.isPhase(.pullStarted) }?.time.clampedSeconds ?? times.first ?? 0
        // Events after the last phase come from the harness's clean-up.
        let last = phases.count > 1 ? phases.last?.time.clampedSeconds : times.max()
        let (lowest, highest) = (first, max(last ?? first, first + 0.001))
        // Times count from the start of the pull, like the axis.
        self.timeline = timeline.filter { (lowest...highest).contains($0.time.clampedSeconds) }.map {
            Event(time: $0.time.clampedSeconds - lowest, body: $0.body)
        }
        end = highest - lowest
    }

    var lanes: [Lane] {
        [
            Lane(name: "Pulls", key: "the pull that is judged, then those after the faults were lifted", marks: pulls),
            Lane(name: "Faults", key: "◆ a fault took effect", marks: faults),
            Lane(name: "DNS", key: "● answered, ✕ no answer or a refusal", marks: dns),
            Lane(name: "Packets", key: "▲ lost or changed on the way out, ▼ on the way back", marks: packets),
            Lane(name: "TCP", key: "connections, with the host they went to", marks: connections),
            Lane(name: "HTTP", key: "requests, with status; ✕ refused or broken off", marks: requests),
            Lane(name: "Kernel", key: "✕ a system call of the puller that failed", marks: kernel),
            Lane(name: "Output", key: "| a line, ✕ a line about an error", marks: output),
        ].filter { !$0.marks.isEmpty }
    }

    /// When the faults were lifted.
    var lifted: Double? { timeline.first { $0.isPhase(.faultsLifted) }?.time.clampedSeconds }

    private var pulls: [Mark] {
        var marks: [Mark] = []
        var open: (name: String, time: Double)?
        for event in timeline {
            guard case .phase(let phase) = event.body else { continue }
            switch phase.phase {
            case .pullStarted: open = ("pull", event.time)
            case .pullAgain: open = ("pull, try \(phase.pull)", event.time)
            case .followUpStarted: open = ("follow-up \(phase.pull)", event.time)
            case .waiting, .pullEnded, .followUpEnded:
                guard let (name, from) = open else { continue }
                marks.append(
                    Mark(
                        .bar, phase.phase == .followUpEnded ? .quiet : .plain, from: from, to: event.time, label: name,
                        title: "\(name): \(Decimals.text(event.time - from, places: 2)) s"
                    )
                )
                open = nil
            case .faultsLifted, .restarting: continue
            }
        }
        if let (name, from) = open {
            marks.append(Mark(.bar, .bad, from: from, to: end, label: "\(name) ✕", title: "\(name) did not end"))
        }
        return marks
    }

    private var faults: [Mark] {
        timeline.compactMap { event in
            switch event.body {
            case .fault(let fault):
                Mark(.diamond, .fault, from: event.time, label: fault.name, title: event.line)
            case .act(let act): Mark(.diamond, .fault, from: event.time, label: act.what, title: event.line)
            default: nil
            }
        }
    }

    private var dns: [Mark] {
        timeline.compactMap { event in
            guard case .dns(let exchange) = event.body else { return nil }
            let isAnswered = exchange.answer == "NOERROR"
            let host = exchange.name.hasSuffix(".test") ? String(exchange.name.dropLast(5)) : exchange.name
            return Mark(
                isAnswered ? .dot : .cross, isAnswered ? .good : .bad, from: event.time,
                label: isAnswered ? host : "\(host) \(exchange.answer)", title: event.line
            )
        }
    }

    private var packets: [Mark] {
        timeline.compactMap { event in
            guard case .packet(let packet) = event.body, packet.isHit else { return nil }
            return Mark(packet.direction == .fromNode ? .up : .down, .bad, from: event.time, title: event.line)
        }
    }

    private var connections: [Mark] {
        var marks: [Mark] = []
        var open: [Int: Int] = [:]
        for event in timeline {
            guard case .connection(let connection) = event.body else { continue }
            let place = open[connection.connection]
            switch connection.change {
            case .accepted:
                open[connection.connection] = marks.count
                marks.append(
                    Mark(
                        .bar, .plain, from: event.time, to: end, label: connection.host.rawValue, title: event.line
                    )
                )
            case .handshakeFailed:
                guard let place else { continue }
                marks[place].tone = .bad
                marks[place].label += " ✕ TLS"
                marks[place].title += "\n" + event.line
                marks[place].to = event.time
            case .secured, .closed:
                guard let place else { continue }
                if connection.change == .closed { marks[place].to = event.time }
                marks[place].title += "\n" + event.line
            }
        }
        return marks
    }

    private var requests: [Mark] {
        var marks: [Mark] = []
        var open: [Int: Int] = [:]
        for event in timeline {
            switch event.body {
            case .request(let request):
                open[request.request] = marks.count
                marks.append(
                    Mark(
                        .bar, .plain, from: event.time, to: end, label: request.resource.name,
                        title: event.line
                    )
                )
            case .response(let response):
                guard let place = open[response.request] else { continue }
                let isComplete = response.ending == .complete
                // The first request has no token; that is how the protocol works (Distribution token authentication).
                let isRefused = response.status >= 400 && response.status != 401
                marks[place].to = event.time
                marks[place].label +=
                    " \(response.status)" + (isComplete ? "" : " \(response.ending.rawValue)")
                    + (isComplete && !isRefused ? "" : " ✕")
                marks[place].tone = isComplete && !isRefused ? .good : .bad
                marks[place].title += "\n" + event.line
            default: continue
            }
        }
        return marks
    }

    private var kernel: [Mark] {
        timeline.compactMap { event in
            guard case .kernel(let error) = event.body else { return nil }
            return Mark(.cross, .bad, from: event.time, label: "\(error.call) \(error.error)", title: event.line)
        }
    }

    private var output: [Mark] {
        timeline.compactMap { event in
            guard case .output(let output) = event.body else { return nil }
            return output.isAboutError
                ? Mark(.cross, .bad, from: event.time, label: output.program, title: event.line)
                : Mark(.tick, .plain, from: event.time, title: event.line)
        }
    }
}
