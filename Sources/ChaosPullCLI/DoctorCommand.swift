import ArgumentParser
import ChaosPull

struct DoctorCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "doctor", abstract: "Say what this machine can do, and how to get what is missing."
    )

    func run() async throws {
        let checks = try await Checkup.all()
        for check in checks {
            print("\(check.isThere ? "✔" : check.isRequired ? "✘" : "–") \(check.what): \(check.detail)")
        }
        if checks.contains(where: { $0.isRequired && !$0.isThere }) {
            throw ArgumentParser.ExitCode(ChaosPull.ExitCode.failed)
        }
    }
}
