import type { IncomingMessage } from 'node:http'
import { TLSSocket, type DetailedPeerCertificate } from 'node:tls'
import { readShown, type ShownCertificate } from '../../ca/est/shown-certificate.ts'

/** Certificates that a client may send; chains are far shorter. */
const MOST_SHOWN = 10

/** @returns the certificate that the client showed over TLS with those that it sent beside it; null where there is none */
export function shownBy(request: IncomingMessage): ShownCertificate | null {
  const { socket } = request
  if (!(socket instanceof TLSSocket)) return null
  const sent: Uint8Array[] = []
  let one: DetailedPeerCertificate | undefined = socket.getPeerCertificate(true)
  // Without a certificate the object is empty; a self-signed one is its own issuer.
  while (one?.raw !== undefined && sent.length < MOST_SHOWN) {
    sent.push(one.raw)
    one = one.issuerCertificate === one ? undefined : one.issuerCertificate
  }
  const [leaf, ...others] = sent
  return leaf === undefined ? null : readShown(leaf, others)
}

/** RFC 9266 2: what both ends of a TLS 1.3 connection can compute, and nobody between them. */
const EXPORTER_LABEL = 'EXPORTER-Channel-Binding'
const EXPORTER_BYTES = 32

/**
 * @returns the channel binding of a connection: tls-exporter for TLS 1.3 (RFC 9266), before that tls-unique (RFC 5929 3):
 *   the first Finished message of the handshake, which is the client's, or the server's where a session is resumed.
 *   Null without TLS, or where the runtime does not tell.
 */
export function channelBinding(request: IncomingMessage): Buffer | null {
  const { socket } = request
  if (!(socket instanceof TLSSocket)) return null
  if (socket.getProtocol() === 'TLSv1.3')
    return socket.exportKeyingMaterial(EXPORTER_BYTES, EXPORTER_LABEL, Buffer.alloc(0))
  return (socket.isSessionReused() ? socket.getFinished() : socket.getPeerFinished()) ?? null
}
