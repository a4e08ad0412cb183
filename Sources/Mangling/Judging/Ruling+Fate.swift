import Faults
import WireFormats

extension Ruling {
    /// Translates a fate into what the queue and the raw sockets have to do.
    init(carryingOut fate: PacketFate, bytes: UnsafeRawBufferPointer, headers: PacketHeaders) {
        isDropped = fate.isDropped
        if fate.resetsConnection {
            injections = [
                TCPReset.toReceiver(of: bytes, headers: headers), TCPReset.toSender(of: bytes, headers: headers),
            ].compactMap { $0 }
        }
        if fate.finishesConnection, let finish = TCPFinish.toReceiver(headers: headers) { injections.append(finish) }
        if let rejection = fate.rejection, let router = RouterAddress.answering(headers),
            let answer = rejection.answer(to: bytes, headers: headers, from: router)
        {
            injections.append(answer)
        }
        guard !isDropped else { return }
        delay = max(.zero, fate.delay) + (fate.overtaking?.atMost ?? .zero)
        overtakenBy = fate.overtaking?.by
        replacement = fate.replacement
        if fate.checksum == .corrected, var corrected = replacement {
            // A checksum that cannot be corrected, such as a fragment's, stays as the fault left it.
            try? InternetChecksum.correct(&corrected)
            replacement = corrected
        }
        multiply(fate, bytes: bytes)
    }

    /// Sends the further pieces of a segment and the copies of a packet after the first.
    private mutating func multiply(_ fate: PacketFate, bytes: UnsafeRawBufferPointer) {
        guard fate.copies > 0 || fate.sliceSize != nil else { return }
        let whole = replacement ?? Array(bytes)
        // Pieces have correct checksums, so a packet that is to arrive with a wrong one is not split.
        let isWhole = replacement != nil && fate.checksum == .wrong
        if let size = fate.sliceSize, !isWhole, let headers = try? PacketHeaders(parsing: whole),
            let slices = whole.withUnsafeBytes({ PacketPart.slices(of: $0, headers: headers, size: size) })
        {
            replacement = slices.first
            followers = Array(slices.dropFirst())
        }
        let once = [replacement ?? whole] + followers
        for _ in 0..<fate.copies { followers += once }
    }
}

extension Ruling.Lane {
    /// Questions to one server race each other, so they share a lane; each connection has its own.
    init(_ packet: PacketFacts, _ flow: FlowKey) {
        if case .dns = flow, let service = packet.service {
            self.flow = .datagrams(with: service, port: packet.servicePort)
        } else {
            self.flow = flow
        }
        direction = packet.direction
    }
}
