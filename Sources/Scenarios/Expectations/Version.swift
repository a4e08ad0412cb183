/// The version of a puller as numbers, without what a distribution appends.
package struct Version: Sendable, Comparable, Hashable, CustomStringConvertible {
    /// The numbers, as in `[20, 10, 24]`, without trailing zeros.
    private let components: [Int]

    /// Reads the leading numbers, as in `20.10.24+dfsg1`, `v1.9.3` and `1:5.4.2-1`; nil if there is none.
    package init?(_ text: String) {
        var rest = Substring(text)
        // An epoch (deb-version(7)) is not part of the upstream version.
        if let colon = rest.firstIndex(of: ":") { rest = rest[rest.index(after: colon)...] }
        if rest.first == "v" { rest.removeFirst() }
        let digits = rest.prefix { $0 == "." || ($0.isASCII && $0.isNumber) }
        var components: [Int] = []
        for part in digits.split(separator: ".") {
            guard let number = Int(part) else { return nil }
            components.append(number)
        }
        guard digits.first != ".", !components.isEmpty else { return nil }
        while components.count > 1, components.last == 0 { components.removeLast() }
        self.components = components
    }

    /// Compares the first number that differs; 1.9 comes before 1.10.
    package static func < (left: Version, right: Version) -> Bool {
        left.components.lexicographicallyPrecedes(right.components)
    }

    /// The numbers with dots between them.
    package var description: String { components.map(String.init).joined(separator: ".") }
}
