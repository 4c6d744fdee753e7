import type { Actor } from '../../../src-shared/model/channel.ts'
import { purpose } from '../../../src-shared/model/key-purpose.ts'
import type { ProfileContent } from '../../../src-shared/model/profile.ts'
import { nameFromValue } from '../../pki/name.ts'
import { afterCommit } from '../../store/connection.ts'
import { insertOcspResponder, listOcspResponders } from '../../store/ocsp.ts'
import { reader } from '../../store/store.ts'
import { requireAuthority } from '../authorities/find.ts'
import type { CaContext } from '../context.ts'
import { issueToService } from '../services/issue-to-service.ts'
import { dropServiceKey, endServiceKeys, keyForService, type ServiceKeyPlace } from '../tokens/for-service.ts'

/** RFC 5280 A.1: ub-common-name. */
const MAX_COMMON_NAME = 64
/** Of a key on a token. */
const MAX_LABEL = 100

/**
 * RFC 6960 4.2.2.2: the purpose that delegates. 4.2.2.2.1: nobody asks about the responder itself; its short life takes
 * the place of revocation.
 */
export const responderContent: Partial<ProfileContent> = {
  description: 'OCSP responder',
  extendedKeyUsage: { critical: false, oids: [purpose.ocspSigning] },
  ocspNoCheck: true,
  pointers: { crl: false, crlAddresses: [], issuer: true, issuerAddresses: [], ocsp: false, ocspAddresses: [] },
  validity: { kind: 'duration', duration: '30d' }
}

/**
 * Makes a key for the responder of an authority, or takes that on its token, and gets its certificate through the door.
 * The responders before it stay until their certificates end, since answers that they signed are still out; only their
 * keys in the vault are destroyed.
 * @returns the id of the certificate. @throws ChanceryError `key-unavailable`, `locked`; `refused-by-policy` with all reasons
 */
export async function renewResponder(
  ca: CaContext,
  authorityId: number,
  place: ServiceKeyPlace & { readonly pin?: string | undefined },
  actor: Actor
): Promise<number> {
  const { name } = requireAuthority(reader(ca.store), authorityId)
  const label = `OCSP responder of ${name}`
  const usualLabel = `ocsp-${name}`.slice(0, MAX_LABEL)
  const key = await keyForService(
    ca,
    { place, usualLabel, algorithm: 'P-256', label, purpose: 'ocsp', pin: place.pin },
    actor
  )
  const suffix = ' OCSP responder'
  const commonName = `${name.slice(0, MAX_COMMON_NAME - suffix.length)}${suffix}`
  let made = 0
  try {
    await issueToService(
      ca,
      {
        authorityId,
        key,
        label,
        content: responderContent,
        subject: nameFromValue([[{ oid: '2.5.4.3', value: commonName }]]).der,
        link: (tx, certificateId) => {
          const before = listOcspResponders(tx, authorityId)
          made = certificateId
          const now = ca.clock.now()
          insertOcspResponder(tx, { authorityId, certificateId, keyId: key.id, createdAt: now })
          endServiceKeys(
            tx,
            ca,
            before.map(({ keyId }) => keyId),
            now
          )
          // Who signs is another from now on; what the one before signed stays good.
          afterCommit(tx, () => void ca.memory.ocsp.responders.delete(authorityId))
        }
      },
      actor
    )
  } catch (error) {
    await dropServiceKey(ca, key)
    throw error
  }
  return made
}
