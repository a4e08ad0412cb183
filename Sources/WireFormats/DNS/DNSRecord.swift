/// A resource record (RFC 1035 section 4.1.3).
package struct DNSRecord: Hashable, Sendable {
    /// What a record says.
    package enum Data: Hashable, Sendable {
        /// The address of an A or AAAA record.
        case address(IPAddress)
        /// The name in a CNAME, NS or PTR record.
        case name(DNSName)
        /// The data of a SOA record.
        case soa(DNSStartOfAuthority)
        /// Anything else, as it stands on the wire, with names inside MX and SRV data uncompressed.
        case opaque([UInt8])
    }

    /// The name the record belongs to.
    package var name: DNSName
    /// The type; it need not fit the data, so that malformed records can be made.
    package var type: DNSRecordType
    /// The class; 1 is the Internet.
    package var recordClass: UInt16
    /// How long the record may be cached, in seconds.
    package var ttl: UInt32
    /// What the record says.
    package var data: Data

    /// Makes a record, by default of the Internet class.
    package init(
        name: DNSName,
        type: DNSRecordType,
        recordClass: UInt16 = DNSQuestion.internet,
        ttl: UInt32,
        data: Data
    ) {
        self.name = name
        self.type = type
        self.recordClass = recordClass
        self.ttl = ttl
        self.data = data
    }

    /// Makes an A or AAAA record, depending on the address.
    package init(name: DNSName, address: IPAddress, ttl: UInt32) {
        self.init(name: name, type: address.isV4 ? .a : .aaaa, ttl: ttl, data: .address(address))
    }

    /// Makes a CNAME record.
    package init(name: DNSName, canonicalName: DNSName, ttl: UInt32) {
        self.init(name: name, type: .cname, ttl: ttl, data: .name(canonicalName))
    }
}

/// The data of a SOA record (RFC 1035 section 3.3.13); times are in seconds.
package struct DNSStartOfAuthority: Hashable, Sendable {
    /// The primary name server of the zone.
    package var primary: DNSName
    /// The mailbox of the person responsible for the zone.
    package var mailbox: DNSName
    /// The version of the zone.
    package var serial: UInt32
    /// How long until a secondary asks again.
    package var refresh: UInt32
    /// How long until it asks again after a failure.
    package var retry: UInt32
    /// How long until it gives up the zone.
    package var expire: UInt32
    /// How long "no such name" may be cached (RFC 2308 section 4).
    package var minimum: UInt32

    /// Makes the data; the times default to a minute, so that a test never waits for a cache.
    package init(
        primary: DNSName,
        mailbox: DNSName,
        serial: UInt32 = 1,
        refresh: UInt32 = 60,
        retry: UInt32 = 60,
        expire: UInt32 = 60,
        minimum: UInt32 = 60
    ) {
        self.primary = primary
        self.mailbox = mailbox
        self.serial = serial
        self.refresh = refresh
        self.retry = retry
        self.expire = expire
        self.minimum = minimum
    }
}
