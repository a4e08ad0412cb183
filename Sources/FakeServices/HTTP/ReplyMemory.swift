import Faults
import Synchronization

/// The last two answers of a host that have content, about two resources.
///
/// Two, so that there is one about something else whatever a request is for.
final class ReplyMemory: Sendable {
    private let last = Mutex<[EarlierReply]>([])

    /// The last answer about something else.
    func reply(otherThan resource: Resource) -> EarlierReply? {
        last.withLock { $0.last { $0.resource != resource } }
    }

    func keep(_ reply: HTTPReply, to facts: RequestFacts) {
        guard reply.status == 200, !facts.isHead, reply.body.count > 0 else { return }
        last.withLock { replies in
            replies.removeAll { $0.resource == facts.resource }
            replies = replies.suffix(1) + [EarlierReply(reply, about: facts.resource)]
        }
    }
}
