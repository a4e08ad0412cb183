import Faults
import ImageContent

extension Scenario {
    /// A scenario built in Swift.
    ///
    /// It is written as a scenario file and read back, hence every rule of files holds for it, ``source`` is a file that
    /// says the same, and a run can be judged again from its folder.
    ///
    /// - Parameters:
    ///   - title: one line that says what goes wrong.
    ///   - name: as in `udp-loss`, for reports and folders; made from the title without it.
    ///   - description: more about it.
    ///   - image: the image that is pulled; repository and tag stay as they are.
    ///   - registry: how the registry serves, faults aside.
    ///   - node: the machine that pulls, faults aside.
    ///   - network: the way between the node and the services, faults aside.
    ///   - faults: what goes wrong, at most 16.
    ///   - expect: what a good puller does.
    ///   - deadline: when the puller is killed, 1 s to 30 min from the start of the pull; 120 s without it.
    /// - Throws: the first value that a file could not have, as in `faults[0].by`.
    public init(
        title: String, name: String? = nil, description: String = "", image: ImageRecipe = ImageRecipe(),
        registry: RegistrySettings = RegistrySettings(), node: NodeSettings = NodeSettings(),
        network: NetworkSettings = NetworkSettings(), faults: [InjectedFault] = [], expect: ExpectedPull = .succeeds(),
        deadline: Duration? = nil
    ) throws(ScenarioError) {
        let name = name ?? Self.name(from: title)
        let usual = ImageRecipe()
        guard image.repository == usual.repository, image.tag == usual.tag else {
            throw ScenarioError(
                file: name,
                "image: a scenario names no repository; expected \(usual.repository):\(usual.tag), as it is without one"
            )
        }
        guard !name.isEmpty, !name.contains("/"), name != "..", name != "." else {
            throw ScenarioError(file: name, "'\(name.clipped)' is no name; expected one such as 'udp-loss'")
        }
        let document = Element([
            "title": Element(title),
            "description": description.isEmpty ? nil : Element(description),
            "image": image == usual ? nil : image.element,
            "registry": registry == RegistrySettings() ? nil : registry.element,
            "node": node == NodeSettings() ? nil : node.element,
            "network": network.element.unlessEmpty,
            "faults": faults.isEmpty ? nil : Element(faults.map(\.element)),
            "expect": expect.element,
            "deadline": deadline.map { Element(Units.exact($0)) },
        ])
        do {
            try self.init(yaml: document.yamlDocument, file: name + ".yaml")
        } catch {
            throw ScenarioError(builtAs: name, error)
        }
    }

    /// The words of a title with hyphens between them, at most 60 characters.
    private static func name(from title: String) -> String {
        let words = title.lowercased().split { !($0.isASCII && ($0.isLetter || $0.isNumber)) }
        let name = String(words.joined(separator: "-").prefix(60))
        return name.isEmpty ? "scenario" : name
    }
}

extension ImageRecipe {
    fileprivate var element: Element {
        Element([
            "layers": Element("\(layers)"),
            "layer-size": Element(Units.exact(bytes: layerSize)),
            "format": Element(format.rawValue),
            "index": Element("\(isIndexed)"),
        ])
    }
}

extension RegistrySettings {
    fileprivate var element: Element {
        Element([
            "scheme": Element(scheme.rawValue),
            "credentials": Element(credentials.rawValue),
            "redirect-blobs": Element("\(redirectsBlobs)"),
            "mirror": mirror == .none ? nil : Element(mirror.rawValue),
        ])
    }
}

extension NodeSettings {
    fileprivate var element: Element {
        Element([
            "storage": Element(Units.exact(bytes: storageSize)),
            "resolver-options": resolverOptions.isEmpty ? nil : Element(resolverOptions.map { Element($0) }),
            "proxy": proxy.map(\.element),
        ])
    }
}

extension NetworkSettings {
    fileprivate var element: Element {
        Element([
            "rate": rate.map { Element(Units.exact(bytes: $0)) },
            "delay": delay == .zero ? nil : Element(Units.exact(delay)),
            "mtu": mtu.map { Element(Units.exact(bytes: $0)) },
        ])
    }
}

extension ProxySettings {
    fileprivate var element: Element {
        guard self != ProxySettings() else { return Element("true") }
        return Element([
            "credentials": Element(credentials.rawValue),
            "bypass": bypass.isEmpty ? nil : Element(bypass.map { Element($0.rawValue) }),
        ])
    }
}
