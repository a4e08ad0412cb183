import Faults
import ImageContent
import Testing
import WireFormats

@testable import FakeServices

extension ServedImage {
    static func test(layerSize: Int = 200_000, layers: Int = 2) -> ServedImage {
        ImageDraft(recipe: ImageRecipe(layers: layers, layerSize: layerSize), seed: 1).sealed()
    }
}

extension ServicesPlan {
    /// Everything on loopback, on ports that the kernel chooses.
    static func test(
        image: ServedImage = .test(), scheme: Scheme = .http, faults: [ArmedFault] = [], redirectsBlobs: Bool = true
    ) -> ServicesPlan {
        test(ServicesPlan(image: image, scheme: scheme, redirectsBlobs: redirectsBlobs, faults: faults))
    }

    /// A plan on loopback, in plain HTTP if it says so.
    static func test(_ plan: ServicesPlan) -> ServicesPlan {
        let anywhere = Endpoint(IPAddress(v4: 0x7f00_0001), port: 0)
        var plan = plan
        plan.bindAddresses = [.registry: [anywhere], .auth: [anywhere], .cdn: [anywhere], .dns: [anywhere]]
        return plan
    }
}

/// A client of running services.
struct TestPuller: Sendable {
    let services: RunningServices
    let authority: CertificateAuthority?

    func get(
        _ host: Role, _ target: String, method: String = "GET", headers: [String] = [], body: String = ""
    ) async throws -> TestAnswer {
        try await start(host, target, method: method, headers: headers, body: body).finished()
    }

    func start(
        _ host: Role, _ target: String, method: String = "GET", headers: [String] = [], body: String = ""
    ) async throws -> TestExchange {
        var lines = ["\(method) \(target) HTTP/1.1", "Host: \(host.hostName)", "Connection: close"] + headers
        if !body.isEmpty { lines.append("Content-Length: \(body.utf8.count)") }
        return try await TestExchange.start(
            port: Int(services.port(of: host) ?? 0), trusting: authority?.pem, host: host.hostName,
            sending: Array((lines.joined(separator: "\r\n") + "\r\n\r\n" + body).utf8)
        )
    }

    func token() async throws -> String {
        let answer = try await get(.auth, "/token?service=registry.test&scope=repository:library/demo:pull")
        return try #require(answer.text.split(separator: "\"").first { $0.hasPrefix("ey") }.map(String.init))
    }

    /// The signed path of layer 1 at the CDN, as the registry gives it.
    func layerTarget(_ image: ServedImage) async throws -> String {
        let answer = try await get(
            .registry, "/v2/library/demo/blobs/\(image.truth.layerDigests[0])",
            headers: ["Authorization: Bearer \(try await token())"]
        )
        let location = try #require(answer["Location"])
        return String(location.dropFirst(location.prefix { $0 != "?" }.count - 78))
    }
}

/// Runs services with a client.
func withTestServices<Value: Sendable>(
    _ plan: ServicesPlan, log: EventLog = EventLog(), act: @escaping @Sendable (ArmedFault) async -> Void = { _ in },
    _ body: @escaping @Sendable (TestPuller) async throws -> Value
) async throws -> Value {
    let authority = try CertificateAuthority()
    let trusted = plan.scheme == .https ? authority : nil
    return try await withServices(plan, authority: authority, hooks: log.hooks(act: act), on: nil) { services in
        try await body(TestPuller(services: services, authority: trusted))
    }
}
