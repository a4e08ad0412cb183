import SystemCalls
import Testing

@Suite struct SystemCallTests {
    /// From <asm/unistd.h> of both.
    @Test(
        arguments: [
            (SystemCall.write, 1, 64), (.openat, 257, 56), (.connect, 42, 203), (.renameat2, 316, 276),
            (.clone3, 435, 435),
            (.fsync, 74, 82), (.copyFileRange, 326, 285),
        ] as [(SystemCall, Int, Int)])
    func numbersAreThoseOfTheKernel(call: SystemCall, x86: Int, arm: Int) {
        #expect(call.number(on: .x86) == x86)
        #expect(call.number(on: .arm) == arm)
    }

    @Test(arguments: SystemCall.Architecture.allCases)
    func noTwoCallsHaveOneNumber(architecture: SystemCall.Architecture) {
        let numbers = SystemCall.allCases.compactMap { $0.number(on: architecture) }
        #expect(Set(numbers).count == numbers.count)
        for call in SystemCall.allCases {
            guard let number = call.number(on: architecture) else { continue }
            #expect(SystemCall.name(ofNumber: number, on: architecture) == call.rawValue)
        }
    }

    @Test func whatIsNotKnownIsToldByItsNumber() {
        #expect(SystemCall.name(ofNumber: 9999, on: .x86) == "call-9999")
        #expect(SystemCall.name(ofNumber: 1, on: nil) == "call-1")
        #expect(SystemError.name(ofNumber: 28) == "ENOSPC" && SystemError.name(ofNumber: 133) == "errno-133")
    }

    @Test func noTwoErrorsHaveOneNumber() {
        #expect(Set(SystemError.allCases.map(\.number)).count == SystemError.allCases.count)
    }
}
