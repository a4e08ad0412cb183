"""Accepts each packet of queue 0 with PyPI's NetfilterQueue, with the same limits as the other contenders have."""

from netfilterqueue import NetfilterQueue

queue = NetfilterQueue()
queue.bind(0, lambda packet: packet.accept(), max_len=65536, sock_len=32 << 20)
print("ready", flush=True)
queue.run()
