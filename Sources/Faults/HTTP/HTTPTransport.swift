/// What an HTTP fault needs below HTTP.
package enum HTTPTransport: Sendable {
    case any
    /// Records of TLS.
    case tls
    /// Streams of HTTP/2, which is spoken over TLS here.
    case http2
}
