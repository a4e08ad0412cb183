/// One thing that happened in a run.
public struct Event: Sendable, Equatable {
    /// Seconds since the run's clock started (monotonic).
    public let time: Double
    /// What happened.
    public let body: Body

    package init(time: Double, body: Body) {
        self.time = time
        self.body = body
    }

    /// What happened, one case per kind; the case is the `event` key of a line in `timeline.jsonl`.
    public enum Body: Sendable, Equatable {
        case phase(Phase)
        case dns(DNSExchange)
        case packet(PacketDecision)
        case connection(Connection)
        case request(Request)
        case response(Response)
        case token(TokenIssue)
        case fault(FaultFiring)
        case act(ActDone)
        case process(ProcessChange)
        case output(OutputLine)
        case kernel(KernelError)
        case omission(OutputOmission)
    }
}

/// Where services, mangler and pullers report what happens; the recorder adds the time.
package typealias EventSink = @Sendable (Event.Body) -> Void
