import Faults
import Testing

@Suite struct ResourceTests {
    @Test(arguments: [
        (Resource.layer(2), "layer-2", true), (.layer(2), "layer-1", false), (.layer(2), "layer", true),
        (.layer(2), "blob", true), (.config, "blob", true), (.config, "layer", false), (.manifest, "manifest", true),
        (.index, "manifest", true), (.manifest, "index", false), (.index, "index", true), (.token, "blob", false),
        (.layer(20), "layer-2", false), (.connect(to: .cdn), "connect", true),
        (.connect(to: .cdn), "connect-cdn", true),
        (.connect(to: .cdn), "connect-auth", false), (.forwarded, "connect", false),
        (.connect(to: .cdn), "blob", false),
    ])
    func wordsMeanOneResourceOrAGroup(resource: Resource, word: String, isMeant: Bool) {
        #expect(resource.isMeant(by: word) == isMeant)
    }

    @Test(arguments: [
        ("ping", true), ("layer", true), ("layer-1", true), ("layer-128", true), ("layer-0", false),
        ("layer-129", false),
        ("connect", true), ("connect-registry", true), ("connect-mirror", true), ("connect-dns", false),
        ("connect-", false), ("forwarded", true), ("layer-", false), ("layer--1", false), ("layer-+1", false),
        ("other", false), ("", false),
    ])
    func scenariosMayUseTheseWords(word: String, isKnown: Bool) {
        #expect(Resource.isKnown(word) == isKnown)
    }
}
