import ImageContent
import Synchronization

/// The image with some of its faults.
package final class ImageVariants: Sendable {
    /// More than a scenario needs; the rest is made anew each time.
    private static let mostKept = 32

    private let make: @Sendable (Set<Int>) -> ServedImage
    private let kept = Mutex<[Set<Int>: ServedImage]>([:])

    /// - Parameter make: the image with the faults of these ordinals.
    package init(_ make: @escaping @Sendable (Set<Int>) -> ServedImage) { self.make = make }

    subscript(faults: Set<Int>) -> ServedImage {
        if let image = kept.withLock({ $0[faults] }) { return image }
        let image = make(faults)
        kept.withLock { if $0.count < Self.mostKept { $0[faults] = image } }
        return image
    }
}
