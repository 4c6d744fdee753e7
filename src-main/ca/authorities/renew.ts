import type { AuthorityView } from '../../../src-shared/api/authorities.ts'
import { ChanceryError } from '../../../src-shared/errors.ts'
import type { Actor } from '../../../src-shared/model/channel.ts'
import type { Ref } from '../../../src-shared/model/scalars.ts'
import { getAuthority } from '../../store/authorities.ts'
import { reader } from '../../store/store.ts'
import { currentCertificate } from '../certificates/chain.ts'
import type { CaContext } from '../context.ts'
import { issue } from '../issue/issue.ts'
import { builtInProfile } from '../profile/built-in.ts'
import { contentFor, contentOfCertificate } from './content.ts'
import { requireAuthority } from './find.ts'
import { linkCertificate } from './link.ts'
import { requireAfter } from './states.ts'
import { isRoot } from './trust.ts'
import { showAuthority } from './view.ts'

const SECOND_MS = 1000
const DAY_S = 86_400

/**
 * Gives an authority a new certificate for its present key: the same subject, path length, usages, policies and
 * constraints, with a new time. What it issued stays valid, because name, key and key identifier are the same.
 * @param input `validity` left out takes the span of the present certificate
 * @throws ChanceryError `conflict`; `refused-by-policy` where an outside signer has to do it, or with all reasons; `locked`
 */
export async function renewAuthority(
  ca: CaContext,
  input: { authority: Ref; validity?: string | undefined },
  actor: Actor,
  roles: readonly string[] = []
): Promise<{ authority: AuthorityView }> {
  const from = reader(ca.store)
  const row = requireAuthority(from, input.authority)
  requireAfter(row.state, 'certified', row.name)
  const present = currentCertificate(from, row)
  if (present === undefined || row.certificateId === null)
    throw new ChanceryError('conflict', `The authority ${row.name} has no certificate to renew.`)
  const root = isRoot(present)
  const issuer = root ? row : row.issuerId === null ? undefined : getAuthority(from, row.issuerId)
  if (issuer === undefined) {
    throw new ChanceryError(
      'refused-by-policy',
      `The certificate of ${row.name} was signed by ${row.externalIssuer ?? present.issuer.text}, which is not an authority of yours. Make a CSR for the same key, have it signed there, and install the certificate.`
    )
  }
  const validity = input.validity ?? spanOf(present.notBefore, present.notAfter)
  await issue(ca, {
    profileId: await builtInProfile(ca, root ? 'root-authority' : 'subordinate-authority'),
    authorityId: issuer.id,
    publicKey: present.publicKey.der,
    proofOfPossession: { kind: 'key-held', keyId: row.keyId },
    asked: {},
    actor,
    requesterText: actor.name,
    requesterRoles: roles,
    channel: actor.channel,
    kind: 'renew',
    previousCertificateId: row.certificateId,
    keyId: row.keyId,
    link: (tx, certificateId) =>
      linkCertificate(
        tx,
        ca,
        {
          authorityId: row.id,
          certificateId,
          operation: 'authority.renew',
          detail: { previousCertificateId: row.certificateId }
        },
        actor
      ),
    engine: {
      content: contentFor({ ...contentOfCertificate(present), validity }),
      subject: present.subject.der,
      ...(root ? { selfSigned: true } : {})
    }
  })
  return showAuthority(ca, row.id)
}

/** A span as days and seconds: the exact time that the present certificate has, its first and last second included (RFC 5280 4.1.2.5). */
function spanOf(notBefore: number, notAfter: number): string {
  const seconds = Math.max(1, Math.round((notAfter - notBefore) / SECOND_MS) + 1)
  const days = Math.floor(seconds / DAY_S)
  const rest = seconds % DAY_S
  return `${days > 0 ? `${days}d` : ''}${rest > 0 || days === 0 ? `${rest}s` : ''}`
}
