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
            imageText,
            layoutText,
            baseImage.map {
                "base       \($0.repository):\($0.tag) has the lowest \(recipe.baseLayers) of these layers"
                    + (scenario.node.hasBase ? ", and is pulled before" : "")
            },
            scenario.node.hasImage ? "before     the image itself is pulled" : nil,
            formerImage.map { "tag        names \($0.tagTarget.digest) when it is first asked for" },
            "registry   \(scenario.registry.scheme.rawValue)://\(Role.registry.hostName), "
                + (scenario.registry.redirectsBlobs
                    ? "blobs redirected to \(redirectTarget.hostName)" : "blobs served itself")
                + (scenario.registry.behavior.login == .tokenService
                    ? "" : ", login: \(scenario.registry.behavior.login.rawValue)")
                + (scenario.registry.offersHTTP2 ? ", HTTP/2" : "")
                + (scenario.registry.hasPlainPort ? ", plain HTTP on port 80" : ""),
            scenario.registry.mirror == .none
                ? nil
                : "mirror     \(scenario.registry.scheme.rawValue)://\(Role.mirror.hostName), asked first"
                    + (scenario.registry.mirror == .all ? "" : " for what digests name"),
            "node       storage of \(Units.text(bytes: world.storageSize)), "
                + world.resolver.text.split(separator: "\n").joined(separator: ", "),
            scenario.node.credentials == .right ? nil : "password   \(scenario.node.credentials.rawValue)",
            scenario.node.hosts == .withServer ? nil : "hosts.toml \(scenario.node.hosts.rawValue)",
            scenario.node.hasCredentialHelper ? "password   from a credential helper" : nil,
            scenario.node.partSize.map { "layers     in parts of \(Units.text(bytes: $0))" },
            scenario.node.hasPartialImages ? "layers     in the parts that the puller lacks" : nil,
            scenario.node.syncsFileSystem ? "layers     flushed before they count as stored" : nil,
            scenario.network.summary.map { "network    \($0)" },
            scenario.pulls.summary.map { "pulls      \($0)" },
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

    private var imageText: String {
        let recipe = scenario.image
        let layers =
            recipe.layout == nil
            ? "\(recipe.layers) layers of \(Units.text(bytes: recipe.layerSize))\(recipe.kindText)"
            : "\(recipe.layers) layers with \(Units.text(bytes: healthyImage.truth.layerSizes.reduce(0, +)))"
        return "image      \(request(authority: "").reference), \(layers), \(image.tagTarget.digest)"
    }

    private var layoutText: String? {
        guard let layout = scenario.image.layout else { return nil }
        return "layout     " + [layout.path, layout.tag].compactMap(\.self).joined(separator: ", ")
    }

    private var redirectTarget: Role { scenario.registry.behavior.redirectTarget == .cdn ? .cdn : .registry }
}

extension ImageRecipe {
    /// What is not usual about it, for people.
    fileprivate var kindText: String {
        let compressions = compressions.isEmpty ? compression == .stored ? [] : [compression] : compressions
        let words = compressions.map(\.rawValue) + features.map(\.rawValue) + shapes.map(\.rawValue).sorted()
        return words.isEmpty ? "" : " with \(words.joined(separator: ", "))"
    }
}
