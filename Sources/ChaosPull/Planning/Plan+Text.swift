import FakeServices
import Faults
import ImageContent
import Pullers
import Scenarios

extension Plan {
    /// The plan as text; `chaospull plan` prints it and every run's folder has it.
    package var text: String {
        let recipe = scenario.image
        let expectation = scenario.expectation
        var lines = [
            "scenario   \(scenario.name): \(scenario.title)",
            "puller     \(pullerName) \(version)",
            "seed       \(seed)",
            "image      \(request(authority: "").reference), \(recipe.layers) layers of \(Units.text(bytes: recipe.layerSize)), \(image.tagTarget.digest)",
            "registry   \(scenario.registry.scheme.rawValue)://\(Role.registry.hostName), "
                + (scenario.registry.redirectsBlobs
                    ? "blobs redirected to \(Role.cdn.hostName)" : "blobs served itself"),
            scenario.registry.mirror == .none
                ? nil
                : "mirror     \(scenario.registry.scheme.rawValue)://\(Role.mirror.hostName), asked first"
                    + (scenario.registry.mirror == .all ? "" : " for what digests name"),
            "node       storage of \(Units.text(bytes: world.storageSize)), "
                + world.resolver.text.split(separator: "\n").joined(separator: ", "),
            scenario.network.summary.map { "network    \($0)" },
            "deadline   \(Units.text(scenario.deadline))",
        ].compactMap(\.self)
        if let proxy = scenario.node.proxy {
            lines.append(
                "proxy      http://\(Role.proxy.hostName):\(ServicesPlan.Proxy.port)"
                    + (proxy.credentials == .required ? ", with a password" : "")
                    + (proxy.bypass.isEmpty ? "" : ", not for \(proxy.bypass.map(\.hostName).joined(separator: ", "))")
            )
        }
        for (ordinal, fault) in scenario.faults.enumerated() {
            lines.append("faults[\(ordinal)]  \(fault.summary)")
        }
        if scenario.faults.isEmpty { lines.append("faults     none") }
        var expected = "pull \(expectation.pull.rawValue)"
        if let within = expectation.observables.within { expected += " within \(Units.text(within))" }
        if let error = expectation.error { expected += ", says /\(error.text)/" }
        lines.append("expect     \(expected)")
        for known in scenario.known where known.pullers.have(pullerName, version: version) {
            lines.append("known      pull \(known.pull.rawValue): \(known.because)")
        }
        if let exemption { lines.append("skipped    \(exemption)") }
        return lines.map(\.printable).joined(separator: "\n") + "\n"
    }
}
