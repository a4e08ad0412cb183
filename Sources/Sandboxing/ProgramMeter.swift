import SystemCalls
import SystemPackage

/// Asks the kernel for the largest resident set and the processor time of a program, exactly and without polling.
///
/// A small process in the node starts the program, waits for it and notes what getrusage(2) tells for `RUSAGE_CHILDREN`:
/// of all processes that were waited for, the program and its descendants, the largest `ru_maxrss` and the times
/// together. wait4(2) by
/// the harness would tell more than the truth, as a process that was forked begins with the resident set of the other.
///
/// perl-base is essential in Debian, so perl is there where nothing else could make the call.
struct ProgramMeter {
    /// What a program had.
    struct Reading: Equatable {
        /// In bytes.
        let peak: Int
        /// User and system.
        let processorTime: Duration
    }

    /// Where the numbers stand in the node.
    let file: String

    static let program = "perl"

    /// The words before a command.
    var prefix: [String] {
        // Otherwise it complains, to the puller's output, about a locale that is not there (perllocale(1)).
        ["env", "PERL_BADLANG=0", Self.program, "-e", Self.script, "\(Self.call ?? -1)", file]
    }

    /// The number of getrusage(2) (arch/x86/entry/syscalls/syscall_64.tbl and include/uapi/asm-generic/unistd.h of
    /// Linux); nil for an architecture without support.
    static var call: Int? {
        switch SystemCall.Architecture.current {
        case .x86: 98
        case .arm: 165
        case nil: nil
        }
    }

    /// Two times, each of seconds and microseconds, come before `ru_maxrss`, which is in KiB (getrusage(2)).
    ///
    /// It ends as the program did.
    private static let script = """
        my $call = shift;
        open my $file, ">", shift or exit 127;
        delete $ENV{PERL_BADLANG};
        my $child = fork;
        exit 127 unless defined $child;
        if (!$child) { exec { $ARGV[0] } @ARGV; exit 127 }
        waitpid $child, 0;
        my $status = $?;
        my $usage = "\\0" x 144;
        print $file join " ", unpack("q5", $usage) if syscall(0 + $call, -1, $usage) == 0;
        close $file;
        if (my $signal = $status & 127) { kill $signal, $$; exit 128 + $signal }
        exit $status >> 8;
        """

    /// Reads the numbers through the node's root; nil if the program was killed with the process that waited.
    func reading(below root: String) -> Reading? {
        guard
            let file = try? FileDescriptor.open(
                root + file, .readOnly, options: [.closeOnExec, .noFollow, .nonBlocking])
        else { return nil }
        return try? file.closeAfter {
            var buffer = [UInt8](repeating: 0, count: 128)
            let count = try buffer.withUnsafeMutableBytes { try file.read(into: $0) }
            return Reading(String(decoding: buffer.prefix(count), as: UTF8.self))
        }
    }
}

extension ProgramMeter.Reading {
    /// Reads five numbers: seconds and microseconds of both times, and KiB.
    init?(_ text: String) {
        let numbers = text.split(separator: " ").compactMap { Int64($0) }
        guard numbers.count == 5 else { return nil }
        peak = Int(clamping: numbers[4]) * 1024
        processorTime =
            .seconds(numbers[0]) + .microseconds(numbers[1]) + .seconds(numbers[2]) + .microseconds(numbers[3])
    }
}
