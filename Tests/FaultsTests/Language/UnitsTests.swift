import Faults
import Testing

@Suite struct UnitsTests {
    @Test(arguments: [
        ("500 ms", Duration.milliseconds(500)), ("500ms", .milliseconds(500)), ("0 s", .zero), ("60 s", .seconds(60)),
        ("1.5 s", .milliseconds(1500)), (".5 s", .milliseconds(500)), ("2 min", .seconds(120)),
        ("24 h", .seconds(86_400)),
    ])
    func durationsAreReadWithTheirUnit(text: String, duration: Duration) throws {
        #expect(try Document.scalar(text).element().duration() == duration)
    }

    @Test(arguments: [
        ("512 B", 512), ("64 KiB", 65_536), ("8 MiB", 8 << 20), ("1 GiB", 1 << 30), ("1.5 KiB", 1536),
        ("1 kB", 1000), ("2 MB", 2_000_000), ("1 GB", 1_000_000_000), ("64 GiB", 64 << 30), ("0 B", 0),
    ])
    func sizesAreReadWithTheirUnit(text: String, bytes: Int) throws {
        #expect(try Document.scalar(text).element().byteSize() == bytes)
    }

    @Test(arguments: [("0%", 0), ("50%", 0.5), ("12.5 %", 0.125), ("100%", 1)])
    func sharesAreReadAsFractions(text: String, fraction: Double) throws {
        #expect(try Document.scalar(text).element().percentage() == fraction)
    }

    @Test(arguments: [
        "", " ", "s", "-1 s", "+1 s", "1", "1 S", "1 sec", "1 s s", "1e3 s", "0x10 s", "1..5 s", "nan s", "inf s",
        "٣ s",
        "1,5 s", "25 h", "999999999999999 h", "9999999999999999 s", "0.0000000000000001 s",
    ])
    func whatIsNoDurationIsRefused(text: String) {
        #expect(complaint { _ = try Document.scalar(text).element().duration() } != nil)
    }

    @Test(arguments: ["1 KB", "1 kib", "1 TiB", "65 GiB", "-1 B", "999999999999999 GiB", "1 MiB/s"])
    func whatIsNoSizeIsRefused(text: String) {
        #expect(complaint { _ = try Document.scalar(text).element().byteSize() } != nil)
    }

    @Test(arguments: ["50", "100.1%", "-1%", "%", "50 percent"])
    func whatIsNoShareIsRefused(text: String) {
        #expect(complaint { _ = try Document.scalar(text).element().percentage() } != nil)
    }

    @Test(arguments: [
        (Duration.zero, "0 ms"), (.milliseconds(1), "1 ms"), (.microseconds(1500), "1.5 ms"),
        (.milliseconds(999), "999 ms"),
        (.seconds(1), "1 s"), (.milliseconds(1050), "1.05 s"), (.seconds(90), "90 s"), (.seconds(3600), "1 h"),
        (.seconds(120), "120 s"), (.seconds(5400), "90 min"), (.seconds(86_400), "24 h"),
    ])
    func durationsAreWrittenBack(duration: Duration, text: String) {
        #expect(Units.text(duration) == text)
    }

    @Test(arguments: [
        (0, "0 B"), (1023, "1023 B"), (1024, "1 KiB"), (1536, "1.5 KiB"), (1 << 20, "1 MiB"),
        ((1 << 20) + 10_486, "1.01 MiB"),
        (64 << 30, "64 GiB"),
    ])
    func sizesAreWrittenBack(bytes: Int, text: String) {
        #expect(Units.text(bytes: bytes) == text)
    }

    @Test(arguments: [(0, "0%"), (0.5, "50%"), (0.125, "12.5%"), (1, "100%"), (0.001, "0.1%")])
    func sharesAreWrittenBack(fraction: Double, text: String) {
        #expect(Units.percent(fraction) == text)
    }
}
