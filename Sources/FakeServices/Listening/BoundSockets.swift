import Faults
import Glibc

/// All listening sockets of a run, before event loops take them over.
struct BoundSockets: Sendable {
    private(set) var all: [BoundSocket] = []

    var endpoints: [Role: [Endpoint]] {
        Dictionary(grouping: all.filter { $0.role != .dns || $0.transport == .tcp }, by: \.role)
            .mapValues { $0.map(\.endpoint) }
    }

    /// Opens all sockets on the executor's thread.
    static func open(_ plan: ServicesPlan, on executor: (any TaskExecutor)?) async throws -> BoundSockets {
        try await withThrowingTaskGroup(of: BoundSockets.self) { group in
            group.addTask(executorPreference: executor) { try BoundSockets(plan) }
            guard let sockets = try await group.next() else { throw CancellationError() }
            return sockets
        }
    }

    private init(_ plan: ServicesPlan) throws(ServicesError) {
        do throws(ServicesError) {
            for role in plan.httpRoles {
                for endpoint in plan.endpoints(of: role) { all.append(try BoundSocket(role, .tcp, at: endpoint)) }
            }
            // Behind those of TLS, so that origins are of TLS.
            for endpoint in plan.plainEndpoints {
                all.append(try BoundSocket(.registry, .tcp, at: endpoint, isPlain: true))
            }
            for endpoint in plan.proxy == nil ? [] : plan.endpoints(of: .proxy) {
                all.append(try BoundSocket(.proxy, .tcp, at: endpoint))
            }
            for endpoint in plan.endpoints(of: .dns) { all += try Self.dnsPair(at: endpoint) }
            for endpoint in plan.silentEndpoints { all.append(try BoundSocket(.dns, .udp, at: endpoint)) }
        } catch {
            close()
            throw error
        }
    }

    /// Closes the sockets if no event loop took them over.
    func close() {
        for socket in all { _ = Glibc.close(socket.descriptor) }
    }

    /// DNS uses one port for both transports, so a port that the kernel chose for UDP must be free for TCP too.
    private static func dnsPair(at endpoint: Endpoint, attempts: Int = 16) throws(ServicesError) -> [BoundSocket] {
        let udp = try BoundSocket(.dns, .udp, at: endpoint)
        do throws(ServicesError) {
            return [udp, try BoundSocket(.dns, .tcp, at: udp.endpoint)]
        } catch {
            _ = Glibc.close(udp.descriptor)
            guard endpoint.port == 0, attempts > 1 else { throw error }
            return try dnsPair(at: endpoint, attempts: attempts - 1)
        }
    }
}
