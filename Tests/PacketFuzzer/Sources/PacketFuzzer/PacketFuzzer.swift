import Foundation
import WireFormats

// libFuzzer has the main function, and calls these two: https://llvm.org/docs/LibFuzzer.html#fuzz-target

/// Writes the seeds into the corpus, the first argument, before libFuzzer reads it.
@_cdecl("LLVMFuzzerInitialize")
func initialize(
    _ count: UnsafePointer<CInt>, _ arguments: UnsafePointer<UnsafePointer<UnsafePointer<CChar>>>
) -> CInt {
    guard count.pointee > 1, arguments.pointee[1].pointee != UInt8(ascii: "-") else { return 0 }
    let corpus = URL(filePath: String(cString: arguments.pointee[1]), directoryHint: .isDirectory)
    do {
        try FileManager.default.createDirectory(at: corpus, withIntermediateDirectories: true)
        for (number, seed) in (GoldenPackets.all + GoldenMessages.all).enumerated() {
            try Data(seed).write(to: corpus.appending(path: "seed-\(number)"))
        }
        return 0
    } catch {
        FileHandle.standardError.write(Data("\(corpus.path): \(error)\n".utf8))
        exit(2)
    }
}

/// Reads one mutation of a packet or message; a trap is what libFuzzer looks for.
@_cdecl("LLVMFuzzerTestOneInput")
func testOneInput(_ start: UnsafePointer<UInt8>, _ count: Int) -> CInt {
    let input = Array(UnsafeBufferPointer(start: start, count: count))
    _ = HostileReading.readPacket(input)
    _ = HostileReading.readMessage(input)
    return 0
}
