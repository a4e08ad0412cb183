import Faults
import Foundation
import ImageContent

/// What the distribution specification (1.1.1) and HTTP (RFC 9110 and 9112) ask of one answer.
struct AnswerRules {
    let host: Role
    let method: String
    let target: String
    var headers: [String] = []
    let answer: TestAnswer

    /// The rules that the answer breaks, each with its section; empty for a good one.
    var broken: [String] {
        var rules = framing + fields
        switch answer.status {
        case 200: rules += content
        case 206: rules += part
        case 300..<400 where answer.status != 304: rules += redirect
        case 401: rules += challenge
        case 405: rules += require(answer["Allow"] != nil, "405 has Allow (RFC 9110 15.5.6)")
        case 416: rules += unsatisfied
        default: break
        }
        if (400..<500).contains(answer.status) { rules += error }
        return rules
    }

    private var isHead: Bool { method == "HEAD" }
    private var path: Substring { target.prefix { $0 != "?" } }
    private var parts: [Substring] { path.split(separator: "/") }
    /// Whether the host speaks the registry's API.
    private var isRegistry: Bool { host == .registry || host == .mirror }

    private func require(_ isKept: Bool, _ rule: String) -> [String] { isKept ? [] : [rule] }

    private func request(_ name: String) -> String? {
        headers.first { $0.lowercased().hasPrefix(name.lowercased() + ":") }.map {
            String($0.dropFirst(name.count + 1).drop { $0 == " " })
        }
    }

    private var framing: [String] {
        let hasNoBody = answer.status == 204 || answer.status == 304
        let length = answer["Content-Length"].flatMap { Int($0) }
        var rules = require(
            answer.head.split(separator: "\r\n").first?.wholeMatch(of: /HTTP\/1\.1 [1-5][0-9]{2} [ -~]*/) != nil,
            "the status line has version, status and reason (RFC 9112 4)")
        rules += require(
            answer["Content-Length"] == nil || answer["Transfer-Encoding"] == nil,
            "no Content-Length beside Transfer-Encoding (RFC 9112 6.2)")
        if isHead || hasNoBody {
            rules += require(answer.body.isEmpty, "no body after HEAD, 204 and 304 (RFC 9112 6.3)")
        } else {
            rules += require(length == answer.body.count, "Content-Length is the length of the body (RFC 9110 8.6)")
        }
        return rules
    }

    private var fields: [String] {
        let lines = answer.head.split(separator: "\r\n").dropFirst()
        let names = lines.map { String($0.prefix { $0 != ":" }).lowercased() }
        var rules = require(
            lines.allSatisfy { $0.wholeMatch(of: /[!#$%&'*+.^_`|~0-9A-Za-z-]+:.*/) != nil },
            "a header is a token, a colon and a value (RFC 9110 5.1)")
        // WWW-Authenticate and the like are lists and may be there several times.
        let lists: Set<String> = ["www-authenticate", "link", "warning", "vary"]
        rules += require(
            Dictionary(grouping: names) { $0 }.allSatisfy { $1.count == 1 || lists.contains($0) },
            "a header that is no list is there once (RFC 9110 5.3)")
        rules += require(
            answer.status >= 500 || answer["Date"]?.wholeMatch(of: Self.date) != nil,
            "2xx, 3xx and 4xx have a Date (RFC 9110 6.6.1)")
        rules += require(
            answer["ETag"]?.wholeMatch(of: /(W\/)?"[!#-~]*"/) != nil || answer["ETag"] == nil,
            "an entity tag is in quotes (RFC 9110 8.8.3)")
        return rules
    }

    private static var date: Regex<Substring> {
        /(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun), [0-9]{2} [A-Z][a-z]{2} [0-9]{4} [0-9]{2}:[0-9]{2}:[0-9]{2} GMT/
    }

    private var content: [String] {
        switch (isRegistry, parts.dropLast().last) {
        case (true, "manifests"): manifest
        case (true, "blobs"): blob
        case (true, "referrers"):
            require(answer["Content-Type"] == "application/vnd.oci.image.index.v1+json", "referrers are an index")
                + require(isHead || json?["manifests"] is [Any], "referrers have manifests (Listing Referrers)")
        case (true, "tags"):
            require(answer["Content-Type"] == "application/json", "tags are JSON (Listing Tags)")
                + require(isHead || json?["name"] as? String == repository, "tags have the name of the repository")
                + require(isHead || isSorted(json?["tags"] as? [String]), "tags are in order (Listing Tags)")
        default:
            require(
                method != "GET" || request("Range") == nil || answer.body.count > 0, "200 in answer to Range is whole")
        }
    }

    private var repository: String { parts.dropFirst().dropLast(2).joined(separator: "/") }

    private func isSorted(_ tags: [String]?) -> Bool { tags.map { $0 == $0.sorted() } ?? false }

    private var manifest: [String] {
        let type = answer["Content-Type"]
        let name = String(parts.last ?? "")
        var rules = require(type?.contains(";") == false, "Content-Type has no parameters (Pulling manifests)")
        rules += digestHeader
        if Digest(name) != nil {
            rules += require(
                answer["Docker-Content-Digest"] == name, "the digest is what was asked for (Pulling manifests)")
        }
        guard !isHead else { return rules }
        return rules
            + require(json?["mediaType"] as? String == type, "mediaType is Content-Type (Pulling manifests)")
            + require(json?["schemaVersion"] as? Int == 2, "schemaVersion is 2 (image-spec, manifest)")
    }

    private var blob: [String] {
        digestHeader
            + require(
                answer["Docker-Content-Digest"] == parts.last.map(String.init),
                "the digest is what was asked for (Pulling blobs)")
    }

    /// `Docker-Content-Digest` and `Content-Length` should be there, and the digest be that of the body.
    private var digestHeader: [String] {
        let digest = answer["Docker-Content-Digest"].flatMap { Digest($0) }
        return require(digest != nil, "the answer has Docker-Content-Digest (Pulling manifests, Pulling blobs)")
            + require(
                isHead || digest == Digest.sha256(of: answer.body), "the digest is that of the body (Pulling blobs)")
            + require(answer["Content-Length"] != nil, "the answer has its size (Checking if content exists)")
    }

    private var part: [String] {
        guard
            let match = answer["Content-Range"]?.wholeMatch(of: /bytes ([0-9]+)-([0-9]+)\/([0-9]+)/),
            let first = Int(match.1), let last = Int(match.2), let size = Int(match.3)
        else { return ["206 has Content-Range (RFC 9110 15.3.7.1)"] }
        return require(first <= last && last < size, "the range is within the content (RFC 9110 14.4)")
            + require(last - first + 1 == answer.body.count, "the part has the length of its range (RFC 9110 14.4)")
            + require(request("Range") != nil, "206 answers Range alone (RFC 9110 15.3.7)")
            + require(method == "GET", "Range is for GET (RFC 9110 14.2)")
    }

    private var unsatisfied: [String] {
        require(
            answer["Content-Range"]?.wholeMatch(of: /bytes \*\/[0-9]+/) != nil,
            "416 says how long the content is (RFC 9110 15.5.17)")
            + require(request("Range") != nil, "416 answers Range alone (RFC 9110 15.5.17)")
    }

    private var redirect: [String] {
        let url = answer["Location"].flatMap { URL(string: $0) }
        return require(
            url?.scheme?.hasPrefix("http") == true && url?.host != nil, "a redirect has a Location (RFC 9110 15.4)")
    }

    private var challenge: [String] {
        guard let text = answer["WWW-Authenticate"] else {
            return ["401 has WWW-Authenticate (RFC 9110 15.5.2)"]
        }
        let pair = /[a-z_]+="[^"\\]*"/
        let words = text.split(separator: " ", maxSplits: 1)
        let scheme = words.first ?? ""
        let values = words.count > 1 ? words[1].split(separator: ",") : []
        var rules = require(
            ["Bearer", "Basic"].contains(scheme) && !values.isEmpty
                && values.reduce(into: [String]()) { pairs, value in
                    // A comma in quotes does not end a parameter.
                    if let last = pairs.last, last.count(where: { $0 == "\"" }) % 2 == 1 {
                        pairs[pairs.count - 1] += "," + value
                    } else {
                        pairs.append(value.trimmingCharacters(in: .whitespaces))
                    }
                }.allSatisfy { $0.wholeMatch(of: pair) != nil },
            "a challenge is a scheme and parameters in quotes (RFC 9110 11.6.1)")
        rules += require(text.contains("realm=\""), "a challenge names its realm (RFC 9110 11.5)")
        if scheme == "Bearer", request("Authorization")?.hasPrefix("Bearer ") != true {
            rules += require(!text.contains("error="), "without a token there is no error (RFC 6750 3.1)")
        }
        return rules
    }

    /// The codes of the distribution specification, "Error Codes".
    private static let codes: Set<String> = [
        "BLOB_UNKNOWN", "BLOB_UPLOAD_INVALID", "BLOB_UPLOAD_UNKNOWN", "DIGEST_INVALID", "MANIFEST_BLOB_UNKNOWN",
        "MANIFEST_INVALID", "MANIFEST_UNKNOWN", "NAME_INVALID", "NAME_UNKNOWN", "SIZE_INVALID", "UNAUTHORIZED",
        "DENIED", "UNSUPPORTED", "TOOMANYREQUESTS",
    ]

    private var error: [String] {
        guard isRegistry, !isHead, !answer.body.isEmpty else { return [] }
        guard answer["Content-Type"] == "application/json" else { return [] }
        guard let errors = json?["errors"] as? [[String: Any]], !errors.isEmpty else {
            return ["a JSON error has a list of errors (Error Codes)"]
        }
        return require(
            errors.allSatisfy { Self.codes.contains($0["code"] as? String ?? "") },
            "the code is one of the specification (Error Codes)")
            + require(
                errors.allSatisfy { ($0["message"] ?? "") is String }, "the message is a text (Error Codes)")
    }

    private var json: [String: Any]? {
        (try? JSONSerialization.jsonObject(with: Data(answer.body))) as? [String: Any]
    }
}
