/// Hands out tokens that are longer than the header that many servers take.
package struct AuthLargeToken: AuthFault {
    package static let name = "auth.large-token"
    package static let summary = "hand out long tokens"
    static let size = Parameter(
        "size", .size(in: 1024...(512 << 10)), default: 64 << 10, "bytes of a claim without a meaning in it")
    package static let parameters: [any ParameterDeclaration] = [size]

    private let size: Int

    package init(_ fields: Fields) throws(LanguageError) {
        size = try fields.value(of: Self.size)
    }

    package func edit(_ grant: inout TokenGrant, for request: TokenRequest, draw: inout Draw) { grant.padding = size }
}

extension InjectedFault {
    /// Hands out long tokens: `auth.large-token`.
    ///
    /// - Parameter size: bytes of a claim without a meaning, 1 KiB to 512 KiB; 64 KiB without it.
    public static func authLargeToken(size: Int? = nil, when: Trigger = Trigger()) -> InjectedFault {
        InjectedFault(AuthLargeToken.self, AuthLargeToken.size(size), when: when)
    }
}
