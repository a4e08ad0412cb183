import Faults
import NIOCore
import NIOPosix

/// The listening channels, and every channel that they accepted.
struct Listeners: Sendable {
    let inbox: Inbox
    private let channels = OpenChannels()

    init(inbox: Inbox) { self.inbox = inbox }

    /// Passes the sockets to event loops; from now on arrivals come in.
    func start(_ sockets: BoundSockets, hooks: ServiceHooks) async throws {
        for socket in sockets.all {
            // NIO fails here only if an epoll set is full; then the sockets without an event loop stay open.
            let channel = try await open(socket)
            channels.add(channel)
            let inbox = inbox
            channel.closeFuture.whenComplete { _ in
                inbox.fail(
                    ServicesError(
                        .listenerDied,
                        "the \(socket.transport) listener of \(socket.role.rawValue) closed; raise the open-file limit"
                    )
                )
            }
        }
    }

    /// Closes everything, and waits until it is closed.
    func close() async { await channels.closeAll() }

    private func open(_ socket: BoundSocket) async throws -> any Channel {
        switch (socket.transport, socket.role) {
        case (.udp, _): try await openDatagrams(socket)
        case (.tcp, .dns): try await openStream(socket, autoRead: true, prepare: addDNS)
        case (.tcp, let host):
            try await openStream(
                socket, autoRead: false, whenActive: { deliver($0, host: host, isPlain: socket.isPlain) })
        }
    }

    private func openDatagrams(_ socket: BoundSocket) async throws -> any Channel {
        let (inbox, isSilent) = (inbox, WorldAddress.silent.addresses.contains(socket.endpoint.address))
        return try await DatagramBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .channelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    try channel.pipeline.syncOperations.addHandler(DNSDatagramHandler(inbox: inbox, isSilent: isSilent))
                }
            }
            .withBoundSocket(socket.descriptor)
            .get()
    }

    /// - Parameters:
    ///   - autoRead: false leaves a connection unread until its handlers are in place.
    ///   - prepare: adds handlers before the connection is active.
    ///   - whenActive: hands on the connection; before it is active, NIO could not close a part of it.
    private func openStream(
        _ socket: BoundSocket, autoRead: Bool, prepare: @escaping @Sendable (any Channel) throws -> Void = { _ in },
        whenActive: @escaping @Sendable (any Channel) -> Void = { _ in }
    ) async throws -> any Channel {
        let channels = channels
        return try await ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .serverChannelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    // Otherwise running out of descriptors would close the listener.
                    try channel.pipeline.syncOperations.addHandler(
                        AcceptBackoffHandler(shouldForwardIOErrorCaught: false))
                }
            }
            .childChannelOption(.autoRead, value: autoRead)
            .childChannelOption(.tcpOption(.tcp_nodelay), value: 1)
            .childChannelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    try channel.pipeline.syncOperations.addHandler(WireHandler(whenActive: whenActive))
                    channels.add(channel)
                    try prepare(channel)
                }
            }
            .withBoundSocket(socket.descriptor)
            .get()
    }

    private func addDNS(to channel: any Channel) throws {
        try channel.pipeline.syncOperations.addHandlers([
            ByteToMessageHandler(DNSFrameDecoder()), DNSFrameHandler(inbox: inbox),
        ])
    }

    private func deliver(_ channel: any Channel, host: Role, isPlain: Bool) {
        if !inbox.deliver(.connection(channel, host: host, isPlain: isPlain)) { channel.close(promise: nil) }
    }
}
