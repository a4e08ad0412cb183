import Faults
import Testing

@testable import Scenarios

@Suite struct PullerDefinitionTests {
    private static let whole = """
        name: mytool
        summary: a tool
        command: mytool pull --ca {ca} {image} '{storage}/an image'
        environment: {DEBUG: 1, TOKEN: "{password}"}
        files:
          ~/.mytool.json: '{"auths": {"{registry}": {"auth": "{auth}"}}}'
          /etc/mytool/{registry}/conf: ""
        daemon: {command: [mytoold, --root, "{storage}"], ready: listening}
        version: mytool version
        verify: {docker-archive: "{storage}/image.tar", export: "mytool save {image}"}
        own-places: [/var/cache/mytool, "/var/lib/{registry}"]

        """

    private func definition(_ text: String) throws -> PullerDefinition {
        try PullerDefinition(yaml: text, file: "p.yaml")
    }

    private func complaint(_ text: String) -> String? {
        do {
            _ = try definition(text)
            return nil
        } catch {
            return "\(error)"
        }
    }

    private func filled(_ template: PullerTemplate) -> String { template.filled { "<\($0.rawValue)>" } }

    @Test func `every key is read`() throws {
        let puller = try definition(Self.whole)
        #expect(puller.name == "mytool" && puller.summary == "a tool")
        #expect(puller.command.executable == "mytool")
        #expect(
            puller.command.arguments.map(filled) == ["pull", "--ca", "<ca>", "<image>", "<storage>/an image"])
        #expect(puller.environment.mapValues(filled) == ["DEBUG": "1", "TOKEN": "<password>"])
        #expect(puller.files.map { filled($0.path) } == ["<home>/.mytool.json", "/etc/mytool/<registry>/conf"])
        #expect(puller.files.map { filled($0.text) } == [#"{"auths": {"<registry>": {"auth": "<auth>"}}}"#, ""])
        #expect(puller.daemon?.command.arguments.map(filled) == ["--root", "<storage>"])
        #expect(puller.daemon?.readyTexts == ["listening"])
        #expect(puller.version?.arguments.map(filled) == ["version"])
        guard case .dockerArchive(let path, let export) = puller.verification else {
            Issue.record("\(puller.verification)")
            return
        }
        #expect(filled(path) == "<storage>/image.tar" && export?.arguments.map(filled) == ["save", "<image>"])
        #expect(puller.ownPlaces?.map(filled) == ["/var/cache/mytool", "/var/lib/<registry>"])
        #expect(try definition(Self.with("own-places: []")).ownPlaces == [])
        #expect(try definition(Self.with("own-places: /opt")).ownPlaces?.map(filled) == ["/opt"])
        #expect(try definition(Self.with("summary: x")).ownPlaces == nil)
        #expect(complaint(Self.with("own-places: [opt/x]"))?.contains("expected an absolute path") == true)
        #expect(puller.placeholders == [.ca, .image, .storage, .password, .registry, .auth])
    }

    private static func with(_ line: String) -> String {
        let key = line.prefix { $0 != ":" } + ":"
        let lines = ["name: a", "command: a {image}", "verify: {dir: /storage/a}"].filter { !$0.hasPrefix(key) }
        return (lines + [line]).joined(separator: "\n") + "\n"
    }

    @Test(arguments: [
        ("", "p.yaml:1:1: the file holds no puller; expected the keys 'name', 'command' and 'verify'"),
        (
            "name: a\n",
            "p.yaml:1:1: key 'command' is missing; expected a command such as 'mytool pull {image}', or a list of words"
        ),
        (with("comand: a"), "p.yaml:4:1: unknown key 'comand'; did you mean 'command'?"),
        (
            with("name: A"),
            "p.yaml:3:7: name: found 'A'; expected a word of at most 40 lower-case letters, digits and hyphens, such as mytool"
        ),
        (with("command: a {imge}"), "p.yaml:3:10: command: unknown placeholder '{imge}'; did you mean 'image'?"),
        (
            with("command: a | b"),
            "p.yaml:3:10: command: there is no shell for '|'; expected it in single quotes, or sh -c '...' around the command"
        ),
        (
            with("command: a $HOME"),
            "p.yaml:3:10: command: there is no shell for '$'; expected it in single quotes, or sh -c '...' around the command"
        ),
        (with("command: a 'b"), "p.yaml:3:10: command: a quote (') is not closed; expected another one"),
        (with(#"command: a "b"#), "p.yaml:3:10: command: a quote (\") is not closed; expected another one"),
        (
            with(#"command: a \"#),
            "p.yaml:3:10: command: the command ends with a backslash; expected a character behind it"
        ),
        (
            with("command: []"),
            "p.yaml:3:10: command: found no program; expected a command such as 'mytool pull {image}', or a list of words"
        ),
        (
            with("command: ./a {image}"),
            "p.yaml:3:10: command: './a' is a relative path; expected a name or an absolute path"
        ),
        (
            with("command: /tmp/a {image}"),
            "p.yaml:3:10: command: the node has a /tmp of its own, without '/tmp/a'; expected another place"
        ),
        (
            with("command: '{image} a'"),
            "p.yaml:3:10: command: the program is '{image}'; expected a name without a placeholder"
        ),
        (
            with("version: a {image}"),
            "p.yaml:4:10: version: the version is asked outside of any run; expected a command without placeholders"
        ),
        (
            with("environment: {A-B: c}"),
            "p.yaml:4:15: environment: 'A-B' names no variable; expected letters, digits and '_', as in HTTP_PROXY"
        ),
        (
            with("files: {a: b}"),
            "p.yaml:4:9: files: found 'a'; expected an absolute path such as /etc/mytool.conf, ~/auth.json or '{storage}/image', without '.', '..' and '//'"
        ),
        (
            with("files: {/etc/../dev/null: b}"),
            "p.yaml:4:9: files: found '/etc/../dev/null'; expected an absolute path such as /etc/mytool.conf, ~/auth.json or '{storage}/image', without '.', '..' and '//'"
        ),
        (
            with("files: {/dev/null: b}"),
            "p.yaml:4:9: files: /dev is not the puller's; expected an absolute path such as /etc/mytool.conf, ~/auth.json or '{storage}/image'"
        ),
        (
            with("files: {/etc/hosts: b}"),
            "p.yaml:4:9: files: /etc/hosts is not the puller's; expected an absolute path such as /etc/mytool.conf, ~/auth.json or '{storage}/image'"
        ),
        (
            with("daemon: {command: b}"),
            "p.yaml:4:9: daemon: key 'ready' is missing; expected a text that it prints once it is ready"
        ),
        (
            with("verify: {}"),
            "p.yaml:3:9: verify: found no way to verify the image; expected one of dir, oci, content-store, docker-archive and command, as in 'verify: {oci: \"{storage}/image\"}'"
        ),
        (with("verify: {dir: /a, oci: /b}"), "p.yaml:3:9: verify: found two ways to verify the image; expected one"),
        (
            with("verify: {dir: /a, export: b}"),
            "p.yaml:3:27: verify.export: only an archive is exported; expected it beside docker-archive"
        ),
        (
            with("verify: {dir: '{password}'}"),
            "p.yaml:3:15: verify.dir: found '{password}'; expected a path with no placeholder but {home}, {registry}, {repository}, {storage}, {tag}, {tmp}"
        ),
    ])
    func `what is wrong is said with its place and the way out`(text: String, message: String) {
        #expect(complaint(text) == message)
    }

    @Test(arguments: [
        ("a  b\tc", ["a", "b", "c"]), (#"a 'b c' "d e""#, ["a", "b c", "d e"]), (#"a '' "" b"#, ["a", "", "", "b"]),
        (#"a b\ c 'd'"e"f"#, ["a", "b c", "def"]), (#"a "b\"c\\d\e""#, ["a", #"b"c\d\e"#]),
        (#"sh -c 'echo $x | cat'"#, ["sh", "-c", "echo $x | cat"]),
    ])
    func `a command is split as a shell splits it`(text: String, words: [String]) throws {
        let element = Element(.scalar(text, isPlain: false), at: Position(line: 1, column: 1), path: "")
        #expect(try ShellWords.split(text, in: element) == words)
    }

    @Test(arguments: [
        ("{}", "{}"), ("{ image }", "{ image }"), ("${image}", "${image}"), ("{{.ID}}", "{{.ID}}"),
        (#"{"a": "{tag}"}"#, #"{"a": "<tag>"}"#), ("{image", "{image"), ("{image}{tag}x", "<image><tag>x"),
    ])
    func `a brace is text unless a placeholder follows`(text: String, result: String) throws {
        let element = Element(.scalar(text, isPlain: false), at: Position(line: 1, column: 1), path: "")
        #expect(filled(try PullerTemplate(text, in: element)) == result)
    }

    @Test func `a command line alone is a puller that nothing verifies`() throws {
        let puller = try PullerDefinition(command: "/opt/My_Tool pull {image}")
        #expect(puller.name == "custom-mytool")
        #expect(puller.verification == .none)
        let error = #expect(throws: ScenarioError.self) { try PullerDefinition(command: "a {imag}") }
        #expect(error?.description == "--command: unknown placeholder '{imag}'; did you mean 'image'?")
    }

    @Test func `no piece of a file and no changed byte is a trap`() {
        let bytes = Array(Self.whole.utf8)
        for end in bytes.indices { _ = complaint(String(decoding: bytes[..<end], as: UTF8.self)) }
        for place in bytes.indices {
            for byte: UInt8 in [0, 0x27, 0x7B, 0x7D, 0x5C, 0x0A, 0xFF] {
                var changed = bytes
                changed[place] = byte
                _ = complaint(String(decoding: changed, as: UTF8.self))
            }
        }
    }
}
