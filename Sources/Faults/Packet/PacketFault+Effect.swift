extension PacketFault {
    /// Finds out by a trial edit, whose random numbers are not those of the decision.
    ///
    /// A packet without payload, to which `corrupt` can do nothing, is no occurrence: it neither counts nor uses up a
    /// `times`, so that a fault which is said to have fired has done something.
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
