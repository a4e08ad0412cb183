extension Scenario {
    /// The same scenario with a pull that is asked for again as a kubelet does, whatever its file says.
    ///
    /// Several pulls at once stay as they are. The text of the scenario says so too, so that a run can be judged again.
    ///
    /// - Parameter file: the path that it was read from.
    package func askedAgain(file: String) throws(ScenarioError) -> Scenario {
        guard pulls == PullSettings() else { return self }
        return try Scenario(yaml: source + "\npulls: {again: kubelet}\n", file: file)
    }
}
