import Testing

@testable import Scenarios

@Suite struct ScenarioFilesTests {
    private func complaint(_ paths: [String], in places: [String] = []) -> String? {
        do {
            _ = try ScenarioFiles.find(paths: paths, in: places)
            return nil
        } catch {
            return error.description
        }
    }

    @Test func `a folder means its scenarios in the order of their names`() throws {
        try withFolder(["b.yaml": "", "a.yaml": "", "c.yml": "", "readme.md": "", ".hidden.yaml": ""]) {
            (folder: String) throws in
            #expect(try ScenarioFiles.find(paths: [folder]) == ["\(folder)/a.yaml", "\(folder)/b.yaml"])
            #expect(try ScenarioFiles.find(paths: [folder + "/"]) == ["\(folder)/a.yaml", "\(folder)/b.yaml"])
        }
    }

    @Test func `files are taken as they are and each once`() throws {
        try withFolder(["b.yaml": "", "a.yaml": "", "c.yml": ""]) { (folder: String) throws in
            let paths = ["\(folder)/c.yml", "\(folder)/b.yaml", folder]
            #expect(
                try ScenarioFiles.find(paths: paths) == ["\(folder)/c.yml", "\(folder)/b.yaml", "\(folder)/a.yaml"]
            )
        }
    }

    @Test func `a path that is not there is named`() {
        #expect(
            complaint(["/nonexistent/x.yaml"])
                == "/nonexistent/x.yaml: there is no such file; expected a scenario file or a folder of them"
        )
    }

    @Test func `a name is looked for in the known places`() throws {
        try withFolder(["first/udp-loss.yaml": "", "second/udp-loss.yaml": "", "second/control.yaml": ""]) {
            (folder: String) throws in
            let places = ["\(folder)/first", "\(folder)/nowhere", "\(folder)/second"]
            #expect(
                try ScenarioFiles.find(paths: ["control", "udp-loss", "udp-loss.yaml"], in: places)
                    == ["\(folder)/second/control.yaml", "\(folder)/first/udp-loss.yaml"])
            #expect(
                try ScenarioFiles.find(paths: ["second"], in: places)
                    == ["\(folder)/second/control.yaml", "\(folder)/second/udp-loss.yaml"])
            #expect(
                complaint(["udp-los"], in: places)
                    == "udp-los: there is no such file; did you mean 'udp-loss'?")
            #expect(
                complaint(["zebra"], in: places)
                    == "zebra: there is no such file; expected a scenario file or a folder of them"
            )
            #expect(complaint(["./udp-loss"], in: places)?.contains("there is no such file;") == true)
            #expect(complaint([".."], in: places) != nil && complaint([""], in: places) != nil)
        }
    }

    @Test func `a folder without scenarios is named`() throws {
        try withFolder(["x.yml": ""]) { (folder: String) throws in
            #expect(complaint([folder]) == "\(folder): the folder holds no scenario; expected files that end in .yaml")
        }
    }

    @Test func `a file that cannot be read says why`() throws {
        let error = #expect(throws: ScenarioError.self) { try Scenario(contentsOf: "/nonexistent/x.yaml") }
        #expect(error?.description == "/nonexistent/x.yaml: there is no such file; expected a scenario file")
        try withFolder([:]) { (folder: String) throws in
            let error = #expect(throws: ScenarioError.self) { try Scenario(contentsOf: folder) }
            #expect(error?.description == "\(folder): this is a folder; expected a scenario file")
        }
    }

    @Test func `a huge file is refused without being read`() throws {
        let error = #expect(throws: ScenarioError.self) { try Scenario(contentsOf: "/dev/zero") }
        #expect(error?.message == "the file has more than 65536 bytes; expected a scenario of at most 64 KiB")
    }

    @Test func `a scenario has the name of its file`() throws {
        try withFolder(["udp-loss.yaml": "title: A\nexpect: {pull: succeeds}\n"]) { (folder: String) throws in
            #expect(try Scenario(contentsOf: "\(folder)/udp-loss.yaml").name == "udp-loss")
        }
        #expect(ScenarioFiles.name(of: "a.b.yaml") == "a.b")
        #expect(ScenarioFiles.name(of: "plain") == "plain")
        #expect(ScenarioFiles.name(of: ".yaml") == ".yaml")
        #expect(ScenarioFiles.name(of: "") == "")
    }
}
