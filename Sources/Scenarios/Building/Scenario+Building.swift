import Faults
import ImageContent

extension Scenario {
    /// A scenario built in Swift.
    ///
    /// It is written as a scenario file and read back. So all rules of files apply, ``source`` is an equivalent file,
    /// and a run can be judged again from its folder.
    ///
    /// - Parameters:
    ///   - title: one line that says what goes wrong.
    ///   - name: a name for reports and folders, as in `udp-loss`; by default made from the title.
    ///   - description: a longer description.
    ///   - image: the image that is pulled; repository and tag cannot be changed.
    ///   - registry: the settings of the registry, apart from faults.
    ///   - node: the settings of the machine that pulls, apart from faults.
    ///   - network: the network between node and services, apart from faults.
    ///   - faults: what goes wrong, at most 16.
    ///   - expect: what a good puller does.
    ///   - deadline: when the puller is killed, 1 s to 30 min from the start of the pull; 120 s by default.
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

    /// The words of a title joined by hyphens, at most 60 characters.
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
