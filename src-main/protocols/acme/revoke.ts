import { ChanceryError } from '../../../src-shared/errors.ts'
import type { FinalRevocationReason } from '../../../src-shared/model/revocation.ts'
import { certifiedNames, issuedByDer } from '../../ca/acme/issued.ts'
import { revokeCertificate } from '../../ca/revoke.ts'
import { parseCertificate } from '../../pki/certificate.ts'
import { sameBytes } from '../../pki/der/hex.ts'
import { base64UrlBytes } from '../../pki/jwk.ts'
import type { Certificate } from '../../pki/model.ts'
import { getAcmeOrderByCertificate } from '../../store/acme.ts'
import type { Answer } from './answer.ts'
import { existingFor } from './authorize.ts'
import { Problem } from './problem.ts'
import { actorOf, type AcmeRuntime, type ServiceContext } from './runtime.ts'
import { requirePayload, type SignedRequest } from './signed-request.ts'

/**
 * Reasons that a subscriber may give (RFC 5280 5.3.1 by number). Compromise of an authority, privileges withdrawn, and
 * holds are for the authority to say.
 */
const reasons: Readonly<Record<number, FinalRevocationReason>> = {
  0: 'unspecified',
  1: 'keyCompromise',
  3: 'affiliationChanged',
  4: 'superseded',
  5: 'cessationOfOperation'
}

/**
 * Revokes a certificate (RFC 8555 7.6): signed by the account that got it, by one that holds authorizations for all its
 * names, or by the key of the certificate itself.
 */
export async function revoke(runtime: AcmeRuntime, service: ServiceContext, request: SignedRequest): Promise<Answer> {
  const { parts } = runtime
  const payload = requirePayload(request)
  const der = typeof payload['certificate'] === 'string' ? base64UrlBytes(payload['certificate']) : null
  if (der === null || der.length === 0)
    throw new Problem('malformed', 'certificate is a certificate in DER, in base64url without padding.')
  const record = issuedByDer(parts.reader(), der)
  if (record === undefined) throw new Problem('malformed', 'The certificate was not issued here.', { status: 404 })
  const certificate = parseCertificate(der)
  requireRight(runtime, request, certificate, record.id)
  const code = payload['reason'] ?? 0
  const reason = typeof code === 'number' && Object.hasOwn(reasons, code) ? reasons[code] : undefined
  if (reason === undefined)
    throw new Problem(
      'badRevocationReason',
      `The reason ${JSON.stringify(code).slice(0, 40)} is not one that subscribers give; these are: ${Object.keys(reasons).join(', ')}.`
    )
  if (record.state === 'revoked') throw new Problem('alreadyRevoked', 'The certificate is revoked already.')
  const comment =
    request.account === null
      ? 'Revoked over ACME with the key of the certificate'
      : `Revoked over ACME by account ${request.account.id}`
  try {
    await revokeCertificate(parts.ca, { id: record.id, reason, comment }, actorOf(service.row, request.account))
  } catch (error) {
    if (error instanceof ChanceryError && error.code === 'conflict')
      throw new Problem('alreadyRevoked', error.message, { cause: error })
    throw error
  }
  return { status: 200 }
}

function requireRight(
  runtime: AcmeRuntime,
  request: SignedRequest,
  certificate: Certificate,
  certificateId: number
): void {
  const { account, jwk } = request
  if (jwk !== null) {
    const spki = jwk.key.export({ type: 'spki', format: 'der' })
    if (sameBytes(spki, certificate.publicKey.der)) return
    throw new Problem('unauthorized', 'The key that signed is not that of the certificate.')
  }
  if (account === null) throw new Problem('unauthorized', 'Nobody signed the request.')
  const reader = runtime.parts.reader()
  if (getAcmeOrderByCertificate(reader, certificateId)?.accountId === account.id) return
  const names = certifiedNames(certificate)
  const now = runtime.parts.clock.now()
  const all =
    names.length > 0 &&
    names.every((name) => existingFor(reader, account, { ...name, ancestor: null }, now)?.status === 'valid')
  if (!all)
    throw new Problem(
      'unauthorized',
      'The account neither got this certificate nor holds authorizations for all its names (RFC 8555 7.6).'
    )
}
