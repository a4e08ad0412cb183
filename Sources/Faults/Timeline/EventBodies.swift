/// A step of the run itself.
public struct Phase: Sendable, Codable, Equatable {
    /// The steps, in the order in which they come.
    public enum Name: String, Sendable, Codable {
        /// The daemon is stopped, and starts again with what a fault has changed meanwhile.
        case restarting
        case pullStarted = "pull-started"
        /// The pull failed, and it will be asked for again after a while.
        case waiting
        case pullAgain = "pull-again"
        case pullEnded = "pull-ended"
        case faultsLifted = "faults-lifted"
        case followUpStarted = "follow-up-started"
        case followUpEnded = "follow-up-ended"
    }

    /// The step.
    public let phase: Name
    /// Which follow-up pull, from 1; which try of the pull that is judged, from 1, where it is asked for again; else 0.
    public let pull: Int
    /// Whether the puller said that the pull worked; nil where no pull ended.
    public let isSuccess: Bool?

    package init(_ phase: Name, pull: Int = 0, isSuccess: Bool? = nil) {
        self.phase = phase
        self.pull = pull
        self.isSuccess = isSuccess
    }
}

/// A question that reached the DNS server, and the answer.
public struct DNSExchange: Sendable, Codable, Equatable {
    /// The name that was asked for.
    public let name: String
    /// The type of the question, as in `AAAA`.
    public let type: String
    /// `udp` or `tcp`.
    public let over: String
    /// `NOERROR`, `NXDOMAIN` … (RFC 1035 section 4.1.1), or `silence`, `truncated` and `malformed`.
    public let answer: String
    /// How many records the answer had.
    public let records: Int
    /// The ordinals of the faults that edited the answer.
    public let faults: [Int]

    package init(name: String, type: String, over: String, answer: String, records: Int, faults: [Int] = []) {
        self.name = name
        self.type = type
        self.over = over
        self.answer = answer
        self.records = records
        self.faults = faults
    }
}

/// A decision about a packet that a fault matches.
public struct PacketDecision: Sendable, Codable, Equatable {
    /// The flow, as in `dns cdn.test A` and `tcp cdn #2`.
    public let flow: String
    /// Which way the packet went.
    public let direction: Direction
    /// The number of the packet in its flow and direction, among those that the fault matches, from 1.
    public let ordinal: Int
    /// The ordinal of the fault that decided.
    public let fault: Int
    /// Whether the fault hit the packet; false if it was spared.
    public let isHit: Bool
    /// The length of the IP packet in bytes.
    public let length: Int
    /// What was done, as in `dropped`; `passed` if it was spared.
    public let fate: String

    package init(
        flow: String, direction: Direction, ordinal: Int, fault: Int, isHit: Bool, length: Int, fate: String
    ) {
        self.flow = flow
        self.direction = direction
        self.ordinal = ordinal
        self.fault = fault
        self.isHit = isHit
        self.length = length
        self.fate = fate
    }
}

/// A TCP connection at a service.
public struct Connection: Sendable, Codable, Equatable {
    /// The changes of a connection.
    public enum Change: String, Sendable, Codable {
        case accepted
        case secured
        case handshakeFailed = "handshake-failed"
        case closed
    }

    /// The host that was connected to.
    public let host: Role
    /// The ordinal of the connection in the run, from 1.
    public let connection: Int
    /// What happened to it.
    public let change: Change
    /// Details, such as why a handshake failed.
    public let detail: String?

    package init(host: Role, connection: Int, change: Change, detail: String? = nil) {
        self.host = host
        self.connection = connection
        self.change = change
        self.detail = detail
    }
}

/// A token that was issued or refused.
public struct TokenIssue: Sendable, Codable, Equatable {
    /// False if the service refused.
    public let isGranted: Bool
    /// What the token permits, as in `repository:library/demo:pull`.
    public let scope: String
    /// Seconds until the token expires; negative if it has expired already.
    public let lifetime: Int
    /// Whether it was asked for without a password.
    public let isAnonymous: Bool
    /// The ordinals of the faults that edited the grant.
    public let faults: [Int]

    package init(isGranted: Bool, scope: String, lifetime: Int, isAnonymous: Bool, faults: [Int] = []) {
        self.isGranted = isGranted
        self.scope = scope
        self.lifetime = lifetime
        self.isAnonymous = isAnonymous
        self.faults = faults
    }
}

/// A fault that took effect.
public struct FaultFiring: Sendable, Codable, Equatable {
    /// The place in the scenario's list, from 0.
    public let fault: Int
    /// The name of the fault.
    public let name: String
    /// What it did.
    public let detail: String
    /// The system call that it met; nil for faults of other planes, and in files of older runs.
    public let call: FaultedCall?

    package init(fault: Int, name: String, detail: String, call: FaultedCall? = nil) {
        self.fault = fault
        self.name = name
        self.detail = detail
        self.call = call
    }
}

/// Something done to the node, or undone.
public struct ActDone: Sendable, Codable, Equatable {
    /// The ordinal of the fault that asked for it.
    public let fault: Int
    /// What was done.
    public let what: String

    package init(fault: Int, what: String) {
        self.fault = fault
        self.what = what
    }
}

/// A program of the puller that started or ended.
public struct ProcessChange: Sendable, Codable, Equatable {
    /// The changes of a program.
    public enum Change: String, Sendable, Codable {
        case started, ready, ended, killed
        /// A signal was sent that it has not ended by.
        case outlived
        /// It did not get ready with what a fault has changed.
        case unready
        /// Another program has started it, as the kernel reported; told of those alone that a fault waits for.
        case child
    }

    /// The program, as in `dockerd` and `docker pull`.
    public let program: String
    /// What happened to it.
    public let change: Change
    /// Details, such as its exit code.
    public let detail: String?

    package init(program: String, change: Change, detail: String? = nil) {
        self.program = program
        self.change = change
        self.detail = detail
    }
}

/// A line that the puller or its daemon printed.
public struct OutputLine: Sendable, Codable, Equatable {
    /// The program that printed it, as in `dockerd`.
    public let program: String
    /// The line, without its end.
    public let line: String

    package init(program: String, line: String) {
        self.program = program
        self.line = line
    }
}

/// Lines of a program that were left out of the timeline, where they would stand.
public struct OutputOmission: Sendable, Codable, Equatable {
    /// Who printed them, as in `dockerd`.
    public let program: String
    /// How many.
    public let lines: Int
    /// How many bytes they have, with their ends.
    public let bytes: Int

    package init(program: String, lines: Int, bytes: Int) {
        self.program = program
        self.lines = lines
        self.bytes = bytes
    }
}
