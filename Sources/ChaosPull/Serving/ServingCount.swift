import Faults

/// Counts what a timeline says was asked of the services.
struct ServingCount {
    private(set) var tokensGranted = 0
    private(set) var tokensRefused = 0
    private(set) var handshakesFailed = 0
    private var kinds: [ServingReport.Asked] = []
    /// The place in `kinds` of each kind, and of the kind of each request.
    private var places: [Kind: Int] = [:]
    private var placesOfRequests: [Int: Int] = [:]

    private struct Kind: Hashable {
        let host: Role
        let method: String
        let resource: Resource
    }

    init(_ events: [Event]) { for event in events { count(event.body) } }

    /// By host, then in the order of the first request.
    var asked: [ServingReport.Asked] {
        Role.allCases.flatMap { host in kinds.filter { $0.host == host } }
    }

    private mutating func count(_ event: Event.Body) {
        switch event {
        case .request(let request):
            let place = place(of: Kind(host: request.host, method: request.method, resource: request.resource))
            kinds[place].requests += 1
            placesOfRequests[request.request] = place
        case .response(let response):
            guard let place = placesOfRequests[response.request] else { return }
            kinds[place].statuses["\(response.status)", default: 0] += 1
            if response.ending != .complete { kinds[place].incomplete += 1 }
        case .token(let token): if token.isGranted { tokensGranted += 1 } else { tokensRefused += 1 }
        case .connection(let connection): if connection.change == .handshakeFailed { handshakesFailed += 1 }
        case .phase, .dns, .packet, .fault, .act, .process, .output, .kernel, .omission: break
        }
    }

    private mutating func place(of kind: Kind) -> Int {
        if let place = places[kind] { return place }
        kinds.append(
            ServingReport.Asked(
                host: kind.host, method: kind.method, resource: kind.resource, requests: 0, statuses: [:],
                incomplete: 0))
        places[kind] = kinds.count - 1
        return kinds.count - 1
    }
}
