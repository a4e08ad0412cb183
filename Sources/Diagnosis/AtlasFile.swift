import Faults
import FoundationEssentials
import Scenarios

extension Atlas {
    /// The largest file that is read, in bytes; one of the whole matrix has two million.
    static let largestSize = 32 << 20

    /// Reads a file such as `docs/atlas.json`.
    public init(contentsOf path: String) throws(ScenarioError) {
        guard let size = (try? FileManager.default.attributesOfItem(atPath: path)[.size]) as? Int else {
            throw ScenarioError(file: path, "it cannot be read; expected an atlas, such as docs/atlas.json")
        }
        guard size <= Self.largestSize else {
            throw ScenarioError(file: path, "it has \(size) bytes; expected at most \(Self.largestSize)")
        }
        do {
            self = try JSONDecoder().decode(Atlas.self, from: Data(contentsOf: URL(filePath: path)))
        } catch {
            throw ScenarioError(file: path, "it is no atlas; 'chaospull atlas' makes one: \(error)")
        }
        guard schema == Self.currentSchema else {
            throw ScenarioError(file: path, "schema \(schema); expected \(Self.currentSchema): make it again")
        }
    }

    /// The content of the file, the same for equal atlases; ends in a line break.
    public var json: String {
        get throws {
            let encoder = JSONEncoder()
            encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
            return String(decoding: try encoder.encode(self), as: UTF8.self) + "\n"
        }
    }

    /// The atlas of this project: `docs/atlas.json` here, or the one that is installed; nil if there is none.
    public static var place: String? {
        (["docs/atlas.json"] + ScenarioPlaces.all.dropFirst().map { $0 + "/../atlas.json" })
            .first { FileManager.default.fileExists(atPath: $0) }
    }
}
