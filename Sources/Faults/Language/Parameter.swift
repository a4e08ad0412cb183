/// One parameter of a fault with its type: the key in a scenario, what its values are, and what it means.
///
/// The reader, the schema, `chaospull list faults`, `docs/faults.md` and the functions of ``InjectedFault`` take it from
/// here.
public struct Parameter<Value: Sendable>: ParameterDeclaration {
    /// The key in a scenario.
    public let name: String
    /// What it means.
    public let meaning: String
    /// What its values are.
    public let kind: ValueKind<Value>
    /// What is read where a scenario does not give it; nil if it must.
    let fallback: Value?
    /// What it is like without one; nil where the fallback says that.
    let otherwise: String?

    /// A parameter that a scenario must give, or one with a value that it has otherwise.
    package init(_ name: String, _ kind: ValueKind<Value>, default value: Value? = nil, _ meaning: String) {
        self.init(name, kind, fallback: value, otherwise: nil, meaning)
    }

    /// A parameter that a scenario may leave out.
    ///
    /// - Parameter otherwise: what it is like without it, as in `the seed chooses`.
    package init<Wrapped>(
        _ name: String, _ kind: ValueKind<Wrapped>, otherwise: String, _ meaning: String
    ) where Value == Wrapped? {
        self.init(name, kind.optional, fallback: .some(nil), otherwise: otherwise, meaning)
    }

    private init(_ name: String, _ kind: ValueKind<Value>, fallback: Value?, otherwise: String?, _ meaning: String) {
        self.name = name
        self.kind = kind
        self.fallback = fallback
        self.otherwise = otherwise
        self.meaning = meaning
    }

    /// Itself.
    public var typed: Parameter { self }

    /// A value for it, to be written into a scenario; nil leaves it out.
    func callAsFunction(_ value: Value?) -> Argument { Argument(name: name, value: value.flatMap(kind.write)) }
}

/// A parameter, whatever its type.
public protocol ParameterDeclaration: Sendable {
    associatedtype Value: Sendable
    /// The parameter with its type.
    var typed: Parameter<Value> { get }
}

extension ParameterDeclaration {
    /// The key in a scenario.
    public var name: String { typed.name }
    /// What it means.
    public var meaning: String { typed.meaning }
    /// A scenario must give it.
    public var isRequired: Bool { if case .none = typed.fallback { true } else { false } }
    /// What its values look like.
    package var shape: ValueShape { typed.kind.shape }
    /// The value that it has where a scenario does not give it, as a scenario would write it; nil without one.
    package var defaultValue: Element? { typed.fallback.flatMap(typed.kind.write) }
    /// What it is like where a scenario does not give it, for people.
    package var withoutIt: String { typed.otherwise ?? defaultValue?.written ?? "required" }
}

/// A parameter's value as it stands in a scenario.
struct Argument {
    let name: String
    /// Nil where it is left out.
    let value: Element?
}

extension Fields {
    /// The value of a parameter, or the one that it has without one.
    package func value<Value>(of parameter: Parameter<Value>) throws(LanguageError) -> Value {
        if let element = self[parameter.name] { return try parameter.kind.read(element) }
        guard let fallback = parameter.fallback else {
            throw element.error("key '\(parameter.name)' is missing; expected \(parameter.shape.summary)")
        }
        return fallback
    }

    /// The value of a parameter that must not be larger than another.
    package func value(
        of parameter: Parameter<Duration>, noLargerThan other: Parameter<Duration>
    ) throws(LanguageError) -> Duration {
        let (value, most) = (try self.value(of: parameter), try self.value(of: other))
        guard value <= most else {
            let range = "\(Units.exact(.zero)) to \(Units.exact(most)), which is '\(other.name)'"
            throw error(about: parameter, "\(Units.exact(value)) is out of range; expected \(range)")
        }
        return value
    }

    /// An error about the value of a parameter, as for one that does not fit another.
    package func error(about parameter: some ParameterDeclaration, _ message: String) -> LanguageError {
        (self[parameter.name] ?? element).error(message)
    }
}
