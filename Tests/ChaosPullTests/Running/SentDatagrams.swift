import Glibc

/// Datagrams that a program sends without a pause, and that want to know of errors, as those of glibc's resolver do.
enum SentDatagrams {
    /// The different errors of send(2) until the time is over.
    ///
    /// It blocks its thread.
    static func errors(to address: String, isOver: () -> Bool) throws -> [String] {
        let descriptor = socket(AF_INET, Int32(SOCK_DGRAM.rawValue | SOCK_CLOEXEC.rawValue), 0)
        defer { close(descriptor) }
        var isWanted: Int32 = 1
        setsockopt(descriptor, Int32(IPPROTO_IP), IP_RECVERR, &isWanted, socklen_t(MemoryLayout<Int32>.size))
        var end = sockaddr_in()
        end.sin_family = sa_family_t(AF_INET)
        // The port of discard (RFC 863).
        end.sin_port = UInt16(9).bigEndian
        guard descriptor >= 0, inet_pton(AF_INET, address, &end.sin_addr) == 1 else { throw Refused(cause: errno) }
        let size = socklen_t(MemoryLayout<sockaddr_in>.size)
        let result = withUnsafeBytes(of: &end) { bytes in
            bytes.baseAddress.map { connect(descriptor, $0.assumingMemoryBound(to: sockaddr.self), size) }
        }
        guard result == 0 else { throw Refused(cause: errno) }
        var errors: Set<String> = []
        while !isOver() {
            // Refused: the far end answers that nothing listens there, so the link is up.
            if send(descriptor, [1], 1, 0) < 0, errno != ECONNREFUSED {
                errors.insert(String(cString: strerror(errno)))
            }
            usleep(100)
        }
        return errors.sorted()
    }

    struct Refused: Error { let cause: Int32 }
}
