/// The version of this program, for `chaospull --version` and reports.
public enum ChaosPullVersion {
    /// Semantic Versioning 2.0.0.
    public static let current = "0.1.0"
}
