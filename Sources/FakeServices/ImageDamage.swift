import Faults
import ImageContent
import Synchronization

/// Which faults of the image are in force for an answer of one host.
///
/// Most hold for all answers. One with a condition is a host's own, or is of the first answers alone; it leaves digests
/// as they are, so answers with it and without it fit together.
final class ImageDamage: Sendable {
    /// What an answer brings of a part.
    enum Answer {
        /// Its bytes, or that there are none.
        case content
        /// Where they are, or their size: a redirect, or the answer to HEAD.
        case mention
    }

    private let host: Role
    private let faults: [ArmedFault]
    private let answered = Mutex<[Int: Int]>([:])

    init(_ faults: [ArmedFault], at host: Role) {
        self.host = host
        self.faults = faults
    }

    /// The same faults for another host.
    func at(_ host: Role) -> ImageDamage { ImageDamage(faults, at: host) }

    /// None is in force any more, or yet.
    var isOver: Bool { faults.allSatisfy { $0.isLifted || $0.isHeld } }

    /// The faults for one answer about a part, which counts as one of the first.
    ///
    /// - Returns: the ordinals of all faults that the answer has, and of those with a condition that it brings.
    func inForce(for answer: Answer, about part: Resource) -> (all: Set<Int>, brought: [Int]) {
        var all: Set<Int> = []
        var brought: [Int] = []
        for fault in faults {
            guard fault.isConditional else {
                all.insert(fault.ordinal)
                continue
            }
            guard let delivery = (fault.fault as? any ImageFault)?.delivery, delivery.resources.contains(part),
                fault.match.host == nil || fault.match.host == host
            else { continue }
            // That a part is gone shows in a mention too.
            let counts = answer == .content || delivery.extent == .absence
            let isDue = answered.withLock { answered in
                guard answered[fault.ordinal, default: 0] < fault.trigger.first ?? .max else { return false }
                if counts { answered[fault.ordinal, default: 0] += 1 }
                return true
            }
            guard isDue else { continue }
            all.insert(fault.ordinal)
            if counts { brought.append(fault.ordinal) }
        }
        return (all, brought)
    }
}

extension ServiceRequest {
    /// What its answer brings, unless that redirects.
    var answer: ImageDamage.Answer { method == "GET" ? .content : .mention }
}
