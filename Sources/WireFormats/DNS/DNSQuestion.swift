/// What a query asks for (RFC 1035 section 4.1.2).
package struct DNSQuestion: Hashable, Sendable {
    /// The class of the Internet (RFC 1035 section 3.2.4); the only one in use.
    package static let internet: UInt16 = 1

    /// The name asked for.
    package var name: DNSName
    /// The record type asked for.
    package var type: DNSRecordType
    /// The class; 1 is the Internet.
    package var recordClass: UInt16

    /// Makes a question, by default of the Internet class.
    package init(name: DNSName, type: DNSRecordType, recordClass: UInt16 = internet) {
        self.name = name
        self.type = type
        self.recordClass = recordClass
    }
}
