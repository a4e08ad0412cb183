import ArgumentParser

/// The option that run, shell, exec and serve share.
enum ControlHelp {
    static let option = ArgumentHelp(
        "A Unix socket on which 'chaospull ctl' turns faults on and off meanwhile.", valueName: "path")
}
