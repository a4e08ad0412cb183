import ArgumentParser
import ChaosPull

extension ValidationError {
    /// Turns what the library says of a text into an error of the command line.
    static func instead<Value>(_ body: () throws -> Value) throws -> Value {
        do {
            return try body()
        } catch let error as ChaosPullError {
            throw ValidationError(error.message)
        }
    }
}
