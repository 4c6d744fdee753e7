import { isIP } from 'node:net'
import { connect } from 'node:tls'
import { ChanceryError } from '../../src-shared/errors.ts'
import type { Handshake, HandshakeRequest } from './net.ts'

/** @see Net.handshake */
export async function shakeHands(request: HandshakeRequest): Promise<Handshake> {
  const { address, port, serverName, protocols, timeout, signal } = request
  if (isIP(address) === 0 || !Number.isInteger(port) || port < 1 || port > 65_535)
    throw new ChanceryError('invalid-input', `"${address}" port ${port} is not an IP address and port.`)
  const { promise, resolve, reject } = Promise.withResolvers<Handshake>()
  const socket = connect({
    host: address,
    port,
    servername: serverName,
    ALPNProtocols: [...protocols],
    rejectUnauthorized: false,
    minVersion: 'TLSv1.2'
  })
  const timer = setTimeout(() => reject(new Error(`no handshake within ${timeout} ms`)), timeout)
  const cancel = (): void => reject(new ChanceryError('cancelled', `The handshake with ${address} was cancelled.`))
  signal?.addEventListener('abort', cancel, { once: true })
  try {
    if (signal?.aborted === true) cancel()
    socket.on('error', reject)
    socket.on('close', () => reject(new Error('the connection was closed before the handshake was complete')))
    socket.once('secureConnect', () => {
      const certificate = socket.getPeerX509Certificate()
      if (certificate === undefined) return reject(new Error('the server showed no certificate'))
      const protocol = typeof socket.alpnProtocol === 'string' ? socket.alpnProtocol : null
      resolve({ certificate: new Uint8Array(certificate.raw), protocol, version: socket.getProtocol() ?? 'unknown' })
    })
    return await promise
  } catch (error) {
    if (error instanceof ChanceryError) throw error
    const why = error instanceof Error ? error.message : String(error)
    throw new ChanceryError('io', `The TLS handshake with ${address} port ${port} failed: ${why}.`, { cause: error })
  } finally {
    clearTimeout(timer)
    signal?.removeEventListener('abort', cancel)
    socket.destroy()
  }
}
