import { timingSafeEqual } from 'node:crypto'
import type { EstSettings } from '../../../src-shared/model/est.ts'
import { EstRefused } from '../../ca/est/refused.ts'
import type { CertificationRequest } from '../../pki/model.ts'

/**
 * Proof that whoever holds the key of the CSR is at the other end of the connection (RFC 7030 3.5): its challengePassword
 * is the channel binding in base64.
 * @param binding of the connection; null where there is none, as behind a proxy
 * @throws EstRefused `refused-by-policy` where it is not, and the service looks
 */
export function requireBound(
  csr: Pick<CertificationRequest, 'challengePassword'>,
  binding: Uint8Array | null,
  rule: EstSettings['channelBinding'],
  service: string
): void {
  if (rule === 'ignore') return
  if (csr.challengePassword === null) {
    if (rule === 'verify') return
    throw new EstRefused(
      'refused-by-policy',
      'The CSR has to be bound to this connection: put the channel binding into its challengePassword, in base64 (RFC 7030 3.5).',
      `A CSR for ${service} has no challengePassword, which the service asks for. Clients that cannot bind need --settings.channel-binding verify.`
    )
  }
  if (binding !== null && isSame(csr.challengePassword, binding)) return
  throw new EstRefused(
    'refused-by-policy',
    'The challengePassword of the CSR does not belong to this connection: tls-exporter with TLS 1.3, tls-unique before (RFC 7030 3.5, RFC 9266).',
    binding === null
      ? `A CSR for ${service} is bound to a connection, and this one has no binding: a proxy ends TLS before the service. Set --settings.channel-binding ignore if that is meant to be.`
      : `A CSR for ${service} is bound to another connection than the one it came by. Somebody may be between; or the device puts a password of another protocol there, and the service needs --settings.channel-binding ignore.`
  )
}

function isSame(text: string, binding: Uint8Array): boolean {
  const given = Buffer.from(text, 'base64')
  return given.length === binding.length && timingSafeEqual(given, binding)
}
