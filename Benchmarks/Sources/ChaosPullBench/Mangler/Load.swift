/// The loads, which are the same for every contender.
enum Load: String, CaseIterable {
    /// One TCP stream to the node, cubic, for a second.
    case stream
    /// 64-byte UDP packets, as many as possible for a second.
    case flood
    /// 64-byte UDP packets, 60,000 a second for a second.
    case paced
    /// 3,000 64-byte UDP packets there and back, one after the other.
    case ping

    static let pace = 60_000

    var arguments: [String] {
        switch self {
        case .stream: ["tcp", "1"]
        case .flood: ["udp", "1", "0"]
        case .paced: ["udp", "1", "\(Self.pace)"]
        case .ping: ["ping", "3000"]
        }
    }

    /// How often it is sent in each round; the rate of a stream varies most with the scheduling.
    var turns: Int { self == .stream ? 3 : 1 }

    /// The contenders that are measured with it.
    var contenders: [Contender] {
        switch self {
        case .stream: Contender.allCases
        case .flood, .paced, .ping: [.plain, .simpleC, .python, .single]
        }
    }

    /// Sends it; returns the numbers that the program prints, which its source describes.
    func send(by program: String, through wire: WireNamespaces) throws -> [Double] {
        let words = [program, wire.path("node"), wire.path("net")] + arguments
        let numbers = try Companion.run(words).split(whereSeparator: \.isWhitespace).compactMap { Double($0) }
        guard numbers.count >= 2 else { throw BenchError("\(words.joined(separator: " ")) printed no numbers") }
        return numbers
    }
}
