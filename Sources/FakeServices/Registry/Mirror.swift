import Faults
import ImageContent

/// A mirror of the registry, as a pull-through cache is to its clients: the same names, for everybody, all from itself.
///
/// It issues no token and asks for none, so that nothing of the registry's has any business there.
struct Mirror: HTTPService {
    /// What it has, as a registry of its own.
    private let copy: Registry
    private let origin: Registry
    /// The name of the registry that it mirrors.
    private let name: String

    init(of origin: Registry, named name: String, content: ServedContent) {
        self.origin = origin
        self.name = name
        copy = Registry(content: content, gate: nil, redirect: nil)
    }

    /// What it does not have has the registry's word.
    func resource(of request: ServiceRequest) -> Resource {
        let resource = copy.resource(of: request)
        return resource == .other ? origin.resource(of: request) : resource
    }

    func reply(to request: ServiceRequest) async -> ServiceReply {
        // containerd names the registry that it wants a mirror of (containerd, docs/hosts.md, "Registry Host Namespace").
        guard request.first("ns") == nil || request.first("ns") == name else {
            return ServiceReply(.error(status: 404, code: "NAME_UNKNOWN", message: "this is a mirror of \(name)"))
        }
        return await copy.reply(to: request)
    }
}
