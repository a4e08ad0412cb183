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
    ///   - pulls: how often the image is asked for.
    ///   - faults: what goes wrong, at most 16.
    ///   - expect: what a good puller does.
    ///   - deadline: when the puller is killed, 1 s to 30 min from the start of the pull; 120 s by default.
    /// - Throws: the first value that a file could not have, as in `faults[0].by`.
    public init(
        title: String, name: String? = nil, description: String = "", image: ImageRecipe = ImageRecipe(),
        registry: RegistrySettings = RegistrySettings(), node: NodeSettings = NodeSettings(),
        network: NetworkSettings = NetworkSettings(), pulls: PullSettings = PullSettings(),
        faults: [InjectedFault] = [], expect: ExpectedPull = .succeeds(), deadline: Duration? = nil
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
            "pulls": pulls.element,
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
        if let layout {
            return Element([
                "layout": Element(layout.path),
                "tag": layout.tag.map { Element($0) },
                "as-is": layout.isAsIs ? Element("true") : nil,
            ])
        }
        return Element([
            "layers": Element("\(layers)"),
            "layer-size": Element(Units.exact(bytes: layerSize)),
            "format": Element(format.rawValue),
            "compression": compressionElement,
            "layer-sizes": layerSizes.isEmpty ? nil : Element(layerSizes.map { Element(Units.exact(bytes: $0)) }),
            "content": features.isEmpty ? nil : Element(features.map { Element($0.rawValue) }),
            "with": shapes.isEmpty ? nil : Element(shapes.map(\.rawValue).sorted().map { Element($0) }),
            "manifest-size": manifestSize.map { Element(Units.exact(bytes: $0)) },
            "config-size": configurationSize.map { Element(Units.exact(bytes: $0)) },
            "digest": digest == .sha256 ? nil : Element(digest.rawValue),
            "index": Element("\(isIndexed)"),
            "base-layers": baseLayers == 0 ? nil : Element("\(baseLayers)"),
        ])
    }

    private var compressionElement: Element? {
        guard compressions.isEmpty else { return Element(compressions.map { Element($0.rawValue) }) }
        return compression == .stored ? nil : Element(compression.rawValue)
    }
}

extension RegistrySettings {
    fileprivate var element: Element {
        Element([
            "scheme": Element(scheme.rawValue),
            "http2": offersHTTP2 ? Element("true") : nil,
            "plain-port": hasPlainPort ? Element("true") : nil,
            "credentials": Element(credentials.rawValue),
            "redirect-blobs": Element("\(redirectsBlobs)"),
            "mirror": mirror == .none ? nil : Element(mirror.rawValue),
            "login": change(\.login) { $0.rawValue },
            "errors": change(\.errors) { $0.rawValue },
            "bucket": change(\.bucket) { $0.rawValue },
            "redirect-status": change(\.redirectStatus) { "\($0)" },
            "redirect-to": change(\.redirectTarget) { $0.rawValue },
            "token-forms": change(\.takesForms) { "\($0)" },
            "token-names": change(\.tokenNames) { $0.rawValue },
            "token-expiry": change(\.saysExpiry) { "\($0)" },
            "ping-service": change(\.namesServiceToPing) { "\($0)" },
            "limit-headers": change(\.saysLimits) { "\($0)" },
            "head": change(\.answersHead) { "\($0)" },
            "digest-header": change(\.namesDigest) { "\($0)" },
            "more-tags": change(\.moreTags) { "\($0)" },
            "tags-page": behavior.tagsPage.map { Element("\($0)") },
            "referrers": change(\.referrers) { $0.rawValue },
        ])
    }

    /// The value of a part of the behavior; nil if it is the usual one.
    private func change<Value: Equatable>(
        _ part: KeyPath<RegistryBehavior, Value>, _ text: (Value) -> String
    ) -> Element? {
        let value = behavior[keyPath: part]
        return value == RegistryBehavior()[keyPath: part] ? nil : Element(text(value))
    }
}

extension NodeSettings {
    fileprivate var element: Element {
        Element([
            "storage": Element(Units.exact(bytes: storageSize)),
            "disk": disk.map { Element($0.rawValue) },
            "resolver-options": resolverOptions.isEmpty ? nil : Element(resolverOptions.map { Element($0) }),
            "proxy": proxy.map(\.element),
            "has-base": hasBase ? Element("true") : nil,
            "has-image": hasImage ? Element("true") : nil,
            "credentials": credentials == .right ? nil : Element(credentials.rawValue),
            "hosts": hosts == .withServer ? nil : Element(hosts.rawValue),
            "credential-helper": hasCredentialHelper ? Element("true") : nil,
            "part-size": partSize.map { Element(Units.exact(bytes: $0)) },
            "partial-images": hasPartialImages ? Element("true") : nil,
            "sync-fs": syncsFileSystem ? Element("true") : nil,
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
