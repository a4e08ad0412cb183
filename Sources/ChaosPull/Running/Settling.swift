/// Decides when a value that is read again and again has come to rest.
struct Settling<Value: Equatable> {
    /// The value as read last.
    private(set) var value: Value
    private var since = Duration.zero
    private let quiet: Duration
    private let patience: Duration

    /// - Parameters:
    ///   - value: as read at the time 0.
    ///   - quiet: how long it has to stay the same.
    ///   - patience: when it counts as settled, whatever it does.
    init(_ value: Value, quiet: Duration, patience: Duration) {
        self.value = value
        self.quiet = quiet
        self.patience = patience
    }

    /// Takes another reading; true if it is the last one that is needed.
    mutating func hasSettled(_ value: Value, at time: Duration) -> Bool {
        if value != self.value { (self.value, since) = (value, time) }
        return time - since >= quiet || time >= patience
    }
}
