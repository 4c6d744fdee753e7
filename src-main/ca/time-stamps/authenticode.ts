import { hash } from 'node:crypto'
import { ChanceryError } from '../../../src-shared/errors.ts'
import { assembleAuthenticode, authenticodeToSign, parseAuthenticodeRequest } from '../../pki/tsp.ts'
import type { CaContext } from '../context.ts'
import { signTimestamp } from '../sign.ts'
import { admitClient } from './admit.ts'
import { requireSigner } from './answer.ts'
import { requireClock } from './clock-refusal.ts'
import { logStamp } from './log.ts'
import { nextSerial } from './serials.ts'

/**
 * Answers the request that signing tools sent before RFC 3161 (Microsoft, “Time Stamping Authenticode Signatures”). The
 * form has no failures and no serial number: what cannot be answered is an error, and the number is that of the log.
 * @returns base64 of the countersignature
 * @throws ChanceryError `not-found` also where the service does not answer this form, `forbidden`, `slowed-down`,
 *   `malformed`, `too-large`, `not-ready` while the clock is not trusted, as `signTimestamp`
 */
export async function answerAuthenticode(ca: CaContext, name: string, body: string, client: string): Promise<string> {
  const service = admitClient(ca, name, client)
  if (!service.settings.authenticode)
    throw new ChanceryError('not-found', 'This time-stamp service takes requests of RFC 3161 only.')
  const stamped = parseAuthenticodeRequest(body)
  requireClock(ca, service)
  const signer = requireSigner(ca, service, service.version)
  const serial = await nextSerial(ca, service.id)
  // signingTime has whole seconds (RFC 5652 11.3).
  const time = Math.floor(ca.clock.now() / 1000) * 1000
  const attributes = authenticodeToSign(stamped, time, signer)
  const { keyId, signatureAlgorithm, certificateId } = signer
  const signature = await signTimestamp(ca, { keyId, attributes, signatureAlgorithm })
  const reply = assembleAuthenticode(stamped, attributes, signature, signer, signer.chain)
  await logStamp(ca, {
    serviceId: service.id,
    serial,
    stampedAt: time * 1000,
    form: 'authenticode',
    policy: null,
    hash: 'sha256',
    hashed: hash('sha256', stamped, 'buffer'),
    certificateId,
    client: service.client,
    tokenSha256: hash('sha256', Buffer.from(reply, 'base64'), 'buffer')
  })
  return reply
}
