/// The version of this program, as `chaospull --version` and every report say it.
public enum ChaosPullVersion {
    /// Semantic Versioning 2.0.0.
    public static let current = "0.1.0"
}
