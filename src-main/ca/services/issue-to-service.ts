import type { Actor } from '../../../src-shared/model/channel.ts'
import type { ProfileContent } from '../../../src-shared/model/profile.ts'
import type { Writer } from '../../store/connection.ts'
import type { CaContext } from '../context.ts'
import { issue } from '../issue/issue.ts'
import { builtInProfile } from '../profile/built-in.ts'

/** A certificate that a service of this installation needs for its own key. */
export interface CertificateForService {
  readonly authorityId: number
  readonly key: { readonly id: number; readonly spki: Uint8Array }
  /** Who asks, for people. */
  readonly label: string
  readonly content: Partial<ProfileContent>
  /** Name, DER. */
  readonly subject: Uint8Array
  /** Ties the certificate to the service in the transaction that records it. */
  readonly link: (tx: Writer, certificateId: number) => void
}

/**
 * Gets a service of the engine its certificate through the door, under the built-in profile for services.
 * @throws ChanceryError `key-unavailable`, `locked`; `refused-by-policy` with all reasons
 */
export async function issueToService(
  ca: CaContext,
  { authorityId, key, label, content, subject, link }: CertificateForService,
  actor: Actor
): Promise<void> {
  await issue(ca, {
    profileId: await builtInProfile(ca, 'service'),
    authorityId,
    publicKey: key.spki,
    proofOfPossession: { kind: 'key-held', keyId: key.id },
    asked: {},
    actor,
    requesterText: label,
    requesterRoles: [],
    channel: 'engine',
    kind: 'new',
    keyId: key.id,
    engine: { content, subject },
    link
  })
}
