import { parseIssuerAndSerial, type IssuerAndSerial, type ScepMessage } from '../../pki/scep.ts'
import type { AuthorityRow } from '../../store/authorities.ts'
import { getCertificateBySerial, getCertificateDer } from '../../store/certificates.ts'
import { getCrlDer, latestCrl } from '../../store/crls.ts'
import { reader } from '../../store/store.ts'
import { issuedByDer } from '../acme/issued.ts'
import { requireAuthority } from '../authorities/find.ts'
import { currentCertificate } from '../certificates/chain.ts'
import type { CaContext } from '../context.ts'
import type { ScepResult } from './answer.ts'
import { unreadable, type OpenedScep } from './open.ts'
import { ScepRefusal } from './refusal.ts'

/**
 * GetCert (RFC 8894 3.3.4): a certificate by its number. Who has a certificate of ours that is good may ask, nobody else.
 * @throws ScepRefusal
 */
export function findCertificate(ca: CaContext, { signedBy }: ScepMessage, opened: OpenedScep): ScepResult {
  const from = reader(ca.store)
  const own = issuedByDer(from, signedBy.certificate.der)
  if (own?.state !== 'active' || own.notAfter <= ca.clock.now())
    throw new ScepRefusal('badRequest', 'Certificates are given to those who have a good one of ours.', {
      advice: 'The device signs GetCert with the certificate that it got here.'
    })
  const { authority, serial } = named(ca, opened)
  const record = getCertificateBySerial(from, authority.id, serial)
  const der = record === undefined ? undefined : getCertificateDer(from, record.id)
  if (der === undefined) throw new ScepRefusal('badCertId', 'There is no certificate with this number.')
  return { kind: 'found', certificates: [new Uint8Array(der)] }
}

/** GetCRL (RFC 8894 3.3.5): the present CRL of the issuer. CRLs are public. @throws ScepRefusal */
export function findCrl(ca: CaContext, opened: OpenedScep): ScepResult {
  const from = reader(ca.store)
  const { authority } = named(ca, opened)
  const latest = latestCrl(from, authority.id)
  const der = latest === undefined ? undefined : getCrlDer(from, latest.id)
  if (der === undefined)
    throw new ScepRefusal('badRequest', 'There is no CRL of this issuer.', { advice: 'crl issue makes one.' })
  return { kind: 'found', certificates: [], crls: [new Uint8Array(der)] }
}

/** What is inside, for the authority of the service: others have services of their own. */
function named(ca: CaContext, { content, signer }: OpenedScep): { authority: AuthorityRow; serial: string } {
  let asked: IssuerAndSerial
  try {
    asked = parseIssuerAndSerial(content)
  } catch {
    throw unreadable()
  }
  const from = reader(ca.store)
  const authority = requireAuthority(from, signer.authorityId)
  if (currentCertificate(from, authority)?.subject.key !== asked.issuer.key)
    throw new ScepRefusal('badCertId', 'The issuer that is named is not the one of this service.')
  return { authority, serial: asked.serial }
}
