import type { Actor } from '../../../src-shared/model/channel.ts'
import type { ProfileContent } from '../../../src-shared/model/profile.ts'
import { nameFromValue } from '../../pki/name.ts'
import { afterCommit } from '../../store/connection.ts'
import { destroyKey } from '../../store/keys.ts'
import { insertOcspResponder, listOcspResponders } from '../../store/ocsp.ts'
import { reader } from '../../store/store.ts'
import { transaction } from '../../store/transaction.ts'
import { requireAuthority } from '../authorities/find.ts'
import { generateKey, keepKey } from '../authorities/new-key.ts'
import type { CaContext } from '../context.ts'
import { issue } from '../issue/issue.ts'
import { builtInProfile } from '../profile/built-in.ts'

/** id-kp-OCSPSigning, RFC 6960 4.2.2.2. */
const OCSP_SIGNING = '1.3.6.1.5.5.7.3.9'
/** RFC 5280 A.1: ub-common-name. */
const MAX_COMMON_NAME = 64

/**
 * RFC 6960 4.2.2.2: the purpose that delegates. 4.2.2.2.1: nobody asks about the responder itself; its short life takes
 * the place of revocation.
 */
export const responderContent: Partial<ProfileContent> = {
  description: 'OCSP responder',
  extendedKeyUsage: { critical: false, oids: [OCSP_SIGNING] },
  ocspNoCheck: true,
  pointers: { crl: false, crlAddresses: [], issuer: true, issuerAddresses: [], ocsp: false, ocspAddresses: [] },
  validity: { kind: 'duration', duration: '30d' }
}

/**
 * Makes a key for the responder of an authority and gets its certificate through the door. The responders before it
 * stay until their certificates end, since answers that they signed are still out; only their keys are destroyed.
 * @returns the id of the certificate. @throws ChanceryError `key-unavailable`, `locked`; `refused-by-policy` with all reasons
 */
export async function renewResponder(ca: CaContext, authorityId: number, actor: Actor): Promise<number> {
  const { name } = requireAuthority(reader(ca.store), authorityId)
  const label = `OCSP responder of ${name}`
  const key = await generateKey(ca, 'P-256', { label, purposes: ['ocsp'] })
  await transaction(ca.store, (tx) => keepKey(tx, key))
  const suffix = ' OCSP responder'
  const commonName = `${name.slice(0, MAX_COMMON_NAME - suffix.length)}${suffix}`
  let made = 0
  try {
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
      engine: { content: responderContent, subject: nameFromValue([[{ oid: '2.5.4.3', value: commonName }]]).der },
      link: (tx, certificateId) => {
        const before = listOcspResponders(tx, authorityId)
        made = certificateId
        const now = ca.clock.now()
        insertOcspResponder(tx, { authorityId, certificateId, keyId: key.id, createdAt: now })
        for (const { keyId } of before) {
          if (destroyKey(tx, keyId, now)) afterCommit(tx, () => ca.keys.forget(`key:${keyId}`))
        }
        // Who signs is another from now on; what the one before signed stays good.
        afterCommit(tx, () => void ca.memory.ocsp.responders.delete(authorityId))
      }
    })
  } catch (error) {
    await transaction(ca.store, (tx) => destroyKey(tx, key.id, ca.clock.now()))
    throw error
  }
  return made
}
