extension PacketFault {
    /// `corrupt` can do nothing to a packet without payload. Such a packet is no occurrence: it neither counts nor
    /// uses up a `times`, so that a fault which is said to have fired has done something. A trial edit answers it for
    /// every fault that does not know better; its random numbers are not those of the decision.
    package func hasEffect(on packet: PacketFacts, bytes: UnsafeRawBufferPointer, after fate: PacketFate) -> Bool {
        changesOnTrial(packet, bytes: bytes, after: fate)
    }

    func changesOnTrial(_ packet: PacketFacts, bytes: UnsafeRawBufferPointer, after fate: PacketFate) -> Bool {
        var trial = fate
        var draw = Draw(seed: 1)
        edit(&trial, of: packet, bytes: bytes, draw: &draw)
        trial.detail = fate.detail
        return trial != fate
    }
}
