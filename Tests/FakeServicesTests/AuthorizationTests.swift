import Testing

@testable import FakeServices

@Suite struct AuthorizationTests {
    /// RFC 7617 section 2 has the first, RFC 6750 section 2.1 the token, RFC 9110 section 11.6.2 the grammar.
    @Test(
        arguments: [
            ("Basic QWxhZGRpbjpvcGVuIHNlc2FtZQ==", .basic(user: "Aladdin", password: "open sesame"), "basic"),
            ("Basic QWxhZGRpbjpvcGVuIHNlc2FtZQ", .basic(user: "Aladdin", password: "open sesame"), "basic"),
            ("bAsIc   QWxhZGRpbjpvcGVuIHNlc2FtZQ=", .basic(user: "Aladdin", password: "open sesame"), "basic"),
            // RFC 7617 section 2.1: "test" and "123£".
            ("Basic dGVzdDoxMjPCow==", .basic(user: "test", password: "123£"), "basic"),
            ("Basic Og==", .basic(user: "", password: ""), "basic-empty"),
            ("Basic Og", .basic(user: "", password: ""), "basic-empty"),
            ("Basic", .basic(user: "", password: ""), "basic-empty"),
            ("Basic QWxhZGRpbg==", .malformedBasic, "basic-malformed"),
            ("Basic ????", .malformedBasic, "basic-malformed"), ("Basic A", .malformedBasic, "basic-malformed"),
            ("Bearer mF_9.B5f-4.1JqM", .bearer("mF_9.B5f-4.1JqM"), "bearer"),
            ("Bearer", .bearer(""), "bearer"),
            (#"Digest username="Mufasa", realm="x""#, .other(scheme: "digest"), "other-digest"),
            ("a-secret-without-a-scheme", .other(scheme: nil), "other"), ("", .other(scheme: nil), "other"),
            (nil, .none, "none"),
        ] as [(String?, Authorization, String)])
    func whatIsThereIsNeverNone(header: String?, expected: Authorization, word: String) {
        let read = Authorization(header)
        #expect(read == expected && read.word == word)
    }
}

@Suite struct FormEncodingTests {
    /// RFC 3986 section 2.1: a percent sign and two hexadecimal digits.
    @Test(arguments: [
        ("%0A", "\n"), ("%+A", "%+A"), ("%-1", "%-1"), ("% 1", "% 1"), ("%4", "%4"), ("%", "%"), ("%4a%4A", "JJ"),
        ("%%41", "%A"), ("%C3%A9", "é"), ("a%2Bb", "a+b"), ("%zz", "%zz"),
    ])
    func escapesHaveTwoDigitsAndNoSign(text: String, decoded: String) {
        #expect(FormEncoding.decode(text) == decoded)
    }
}
