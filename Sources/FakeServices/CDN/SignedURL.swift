import Crypto
import ImageContent

/// URLs that contain their permission: path and expiry, signed with a secret of the run, as in object stores.
struct SignedURL: Sendable {
    /// What is wrong with a request.
    enum Refusal: Error { case unsigned, expired }

    /// As in `https://cdn.test`.
    let base: String
    /// The lifetime of a URL in seconds.
    var lifetime = 1200
    /// The wall clock in Unix seconds.
    let now: @Sendable () -> Int
    private let key = SymmetricKey(size: .bits256)

    init(base: String, now: @escaping @Sendable () -> Int) {
        self.base = base
        self.now = now
    }

    func url(of digest: ImageContent.Digest) -> String {
        let path = Self.path(of: digest)
        let expires = "\(now() + lifetime)"
        return "\(base)\(path)?expires=\(expires)&signature=\(signature(path, expires))"
    }

    /// Throws unless the request's path was signed and has not expired.
    func check(_ request: ServiceRequest) throws(Refusal) {
        guard let expires = request.first("expires"), let signature = request.first("signature"),
            signature == self.signature(request.path, expires)
        else { throw .unsigned }
        guard let end = Int(expires), now() < end else { throw .expired }
    }

    /// Where all of them are.
    static let folder = "/blobs/"

    static func path(of digest: ImageContent.Digest) -> String {
        folder + "\(digest.description.replacing(":", with: "/"))"
    }

    private func signature(_ path: String, _ expires: String) -> String {
        HMAC<SHA256>.authenticationCode(for: Array("\(path)?\(expires)".utf8), using: key)
            .map { String($0 >> 4, radix: 16) + String($0 & 15, radix: 16) }.joined()
    }
}
