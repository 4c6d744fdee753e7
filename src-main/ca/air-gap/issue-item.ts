import { ChanceryError } from '../../../src-shared/errors.ts'
import type { RequestItem } from '../../../src-shared/model/bundle.ts'
import type { Actor } from '../../../src-shared/model/channel.ts'
import { durationText } from '../../../src-shared/model/duration.ts'
import type { ProfileContent } from '../../../src-shared/model/profile.ts'
import { parseCsr } from '../../pki/csr.ts'
import { findExtension } from '../../pki/extensions/decode.ts'
import type { PeerRow } from '../../store/air-gap.ts'
import type { AuthorityRow } from '../../store/authorities.ts'
import { contentFor } from '../authorities/content.ts'
import type { CaContext } from '../context.ts'
import { issue } from '../issue/issue.ts'
import { responderContent } from '../ocsp/responder-certificate.ts'
import { builtInProfile } from '../profile/built-in.ts'

type CsrItem = Extract<RequestItem, { kind: 'csr' }>

/**
 * Issues what an item asks for, through the door like every certificate. The item names the transaction, so that asking
 * again gives the same certificate.
 * @returns the id of the certificate. @throws ChanceryError as the door; `key-unavailable` where the root's key is off line
 */
export async function issueForRequest(
  ca: CaContext,
  given: { readonly item: CsrItem; readonly root: AuthorityRow; readonly peer: PeerRow; readonly number: number },
  actor: Actor,
  roles: readonly string[]
): Promise<number> {
  const { item, root, peer, number } = given
  const der = new Uint8Array(Buffer.from(item.csr, 'base64'))
  const csr = parseCsr(der)
  const validity = durationText.safeParse(item.validity)
  if (!validity.success)
    throw new ChanceryError(
      'invalid-input',
      `The item ${item.item} asks for the validity ${item.validity}, which is no duration.`
    )
  const outcome = await issue(ca, {
    profileId: await builtInProfile(ca, item.purpose === 'subordinate' ? 'subordinate-authority' : 'service'),
    authorityId: root.id,
    publicKey: csr.publicKey.der,
    proofOfPossession: { kind: 'csr', der },
    asked: {},
    actor,
    requester: { peer: peer.name, bundle: number, item: item.item, approvals: item.approvals },
    requesterText: `${peer.name}, bundle ${number}`,
    requesterRoles: roles,
    channel: actor.channel,
    kind: 'new',
    transactionId: `air-gap:${peer.installation}:${number}:${item.item}`,
    note: item.reason,
    engine: { subject: csr.subject.der, content: contentOf(csr, item, validity.data) }
  })
  if (outcome.kind === 'issued') return outcome.certificateId
  throw new ChanceryError('key-unavailable', `The key of ${root.name} is off line. Bring it back, then answer again.`)
}

function contentOf(csr: ReturnType<typeof parseCsr>, item: CsrItem, validity: string): Partial<ProfileContent> {
  if (item.purpose === 'ocsp-responder')
    return { ...responderContent, validity: { kind: 'duration', duration: validity } }
  const basic = findExtension(csr, 'basicConstraints')
  const keyUsage = findExtension(csr, 'keyUsage')
  return contentFor({
    validity,
    pathLength: basic?.pathLength ?? null,
    ...(keyUsage === undefined ? {} : { keyUsage })
  })
}
