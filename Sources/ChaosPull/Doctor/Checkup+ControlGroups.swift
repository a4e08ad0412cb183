import Sandboxing

extension Checkup {
    /// Whether the faults that limit something of the machine can do so here.
    ///
    /// - Parameter offer: the version of cgroups in which this machine offers the controller, or why it does not.
    static func controlGroup(_ controller: Controller, _ offer: Result<ControlGroupVersion, SandboxError>) -> Checkup {
        let what = "cgroups: \(controller.rawValue), for limits of the node"
        return switch offer {
        case .success(let version):
            Checkup(
                what, isThere: true, isRequired: false, "\(controller.name(in: version)) of version \(version.rawValue)"
            )
        case .failure(let error):
            Checkup(what, isThere: false, isRequired: false, "\(error.message); runs that need it are skipped")
        }
    }
}
