extension PacketFault {
    /// Finds out by a trial edit, with random numbers other than those of the decision.
    ///
    /// A packet without payload, to which `corrupt` can do nothing, is no occurrence: it is not counted and uses up no
    /// `times`. So a fault that fired has done something.
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
