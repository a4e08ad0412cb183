/// Every fault there is, a line each.
public enum FaultCatalog {
    /// In the order in which they are listed, by plane.
    public static let all: [any Fault.Type] = [
        PacketDrop.self,
        PacketDelay.self,
        PacketReorder.self,
        PacketDuplicate.self,
        PacketCorrupt.self,
        PacketTruncate.self,
        PacketSlice.self,
        PacketReset.self,
        PacketFin.self,
        PacketReject.self,
        PacketRate.self,
        LinkRate.self,
        LinkMTU.self,
        LinkDown.self,
        DNSNXDomain.self,
        DNSServFail.self,
        DNSRcode.self,
        DNSSilence.self,
        DNSDelay.self,
        DNSAddress.self,
        DNSTruncate.self,
        DNSOversize.self,
        DNSEDNSMalformed.self,
        DNSGarbage.self,
        DNSMismatch.self,
        DNSCNAMELoop.self,
        HTTPStatus.self,
        HTTPDelay.self,
        HTTPCut.self,
        AuthExpiredToken.self,
        AuthDenied.self,
        TLSExpired.self,
        TLSUnknownAuthority.self,
        TLSIntercepted.self,
        ImageManifestTruncated.self,
        NodeDiskFull.self,
        NodeResolvConf.self,
        NodeRoute.self,
        NodePortsExhausted.self,
        ActKill.self,
    ]

    /// The fault of that name, or nil.
    public static func fault(named name: String) -> (any Fault.Type)? { all.first { $0.name == name } }
}
