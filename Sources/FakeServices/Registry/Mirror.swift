import Faults
import ImageContent

/// A mirror of the registry, like a pull-through cache: the same names, without credentials, and all content from
/// itself.
///
/// It issues no tokens and needs none, so the registry's credentials must never be sent to it.
struct Mirror: HTTPService {
    /// Its content, served by a registry of its own.
    private let copy: Registry
    private let origin: Registry
    /// The names of the registry that it mirrors, with and without the port.
    private let names: [String]

    init(of origin: Registry, named names: [String], content: ServedContent) {
        self.origin = origin
        self.names = names
        copy = Registry(content: content, gate: nil, redirect: nil)
    }

    /// What it does not have is answered as by the registry.
    func resource(of request: ServiceRequest) -> Resource {
        let resource = copy.resource(of: request)
        return resource == .other ? origin.resource(of: request) : resource
    }

    func reply(to request: ServiceRequest) async -> ServiceReply {
        // containerd names the registry whose mirror it asks (containerd, docs/hosts.md, "Registry Host Namespace").
        guard request.first("ns").map(names.contains) ?? true else {
            return ServiceReply(
                .error(status: 404, code: "NAME_UNKNOWN", message: "this is a mirror of \(names.first ?? "nothing")"))
        }
        return await copy.reply(to: request)
    }
}
