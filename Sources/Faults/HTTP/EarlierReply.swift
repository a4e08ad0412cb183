/// What a host answered to an earlier request for something else, as its service gave it.
package final class EarlierReply: Sendable {
    package let resource: Resource
    package let reply: HTTPReply

    package init(_ reply: HTTPReply, about resource: Resource) {
        self.reply = reply
        self.resource = resource
    }
}
