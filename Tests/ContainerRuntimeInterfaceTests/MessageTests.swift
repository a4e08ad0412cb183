import ContainerRuntimeInterface
import SwiftProtobuf
import Testing

/// The bytes on the wire, derived from the field numbers of k8s.io/cri-api and not from our own code.
@Suite struct MessageTests {
    @Test func aPullWithoutCredentialsIsTheImageAlone() throws {
        let bytes: [UInt8] = try Runtime_V1_PullImageRequest("a.test/b:1", credentials: nil).serializedBytes()
        // image = 1 {image = 1}: field number and wire type 2, the length, then the text.
        #expect(bytes == [0x0A, 12, 0x0A, 10] + Array("a.test/b:1".utf8))
    }

    @Test func credentialsAreInTheFieldsOfAnImagePullSecret() throws {
        let credentials = ImageServiceClient.Credentials(username: "me", password: "secret")
        let bytes: [UInt8] = try Runtime_V1_PullImageRequest("b:1", credentials: credentials).serializedBytes()
        let auth = [0x0A, 2] + Array("me".utf8) + [0x12, 6] + Array("secret".utf8)
        #expect(bytes == [0x0A, 5, 0x0A, 3] + Array("b:1".utf8) + [0x12, 12] + auth)
    }

    @Test func aStatusIsAskedByName() throws {
        let bytes: [UInt8] = try Runtime_V1_ImageStatusRequest("b:1").serializedBytes()
        #expect(bytes == [0x0A, 5, 0x0A, 3] + Array("b:1".utf8))
    }

    /// A runtime sends more than we read: tags, sizes, and whatever later versions add.
    @Test func fieldsThatWeLeaveOutAreSkipped() throws {
        let image = [0x0A, 4] + Array("sha2".utf8) + [0x12, 3] + Array("b:1".utf8) + [0x20, 0x80, 0x01]
        let response = try Runtime_V1_ImageStatusResponse(serializedBytes: [0x0A, UInt8(image.count)] + image)
        #expect(response.hasImage)
        #expect(response.image.id == "sha2")
        #expect(try !Runtime_V1_ImageStatusResponse(serializedBytes: [UInt8]()).hasImage)
    }
}
