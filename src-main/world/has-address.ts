import { createSocket } from 'node:dgram'
import { isIP } from 'node:net'

/**
 * Asks the operating system by taking a port there for a moment, because lists of interfaces lack what only routes know.
 * @param host an address of a listener; one with a name has whatever address the name had when it was taken
 * @returns whether this machine has the address now
 */
export async function hasAddress(host: string): Promise<boolean> {
  const version = isIP(host)
  if (version === 0) return true
  const socket = createSocket(version === 6 ? 'udp6' : 'udp4')
  try {
    return await new Promise<boolean>((resolve) => {
      socket.once('error', (error: NodeJS.ErrnoException) => resolve(error.code !== 'EADDRNOTAVAIL'))
      socket.bind({ address: host, port: 0, exclusive: true }, () => resolve(true))
    })
  } finally {
    socket.close()
  }
}
