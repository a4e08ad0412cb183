import ArgumentParser
import ChaosPull

extension ValidationError {
    /// Turns an error of the library into a usage error.
    static func instead<Value>(_ body: () throws -> Value) throws -> Value {
        do {
            return try body()
        } catch let error as ChaosPullError {
            throw ValidationError(error.message)
        }
    }
}
