/// A part of a file that is read when it is asked for.
struct FileRegion: Sendable {
    let file: KnownFile
    let offset: Int
    let size: Int

    /// The whole file.
    init(_ file: KnownFile) {
        self.init(file, offset: 0, size: file.size)
    }

    init(_ file: KnownFile, offset: Int, size: Int) {
        self.file = file
        self.offset = offset
        self.size = size
    }

    /// Fills `target`, which does not reach beyond the region.
    ///
    /// Zeros stand for what cannot be read any more: a length that was announced is kept, and a run in which a file has
    /// changed says so (`LayoutImage.change`).
    func copy(from position: Int, into target: UnsafeMutableRawBufferPointer) {
        let count = file.read(at: offset + position, into: target)
        guard count < target.count else { return }
        UnsafeMutableRawBufferPointer(rebasing: target[count...]).initializeMemory(as: UInt8.self, repeating: 0)
    }

    /// All of its bytes.
    var bytes: [UInt8] {
        [UInt8](unsafeUninitializedCapacity: size) { buffer, count in
            copy(from: 0, into: UnsafeMutableRawBufferPointer(buffer.extracting(..<size)))
            count = size
        }
    }
}
