import type { Actor } from '../../../src-shared/model/channel.ts'
import type { CmpSettings } from '../../../src-shared/model/cmp.ts'
import { purpose } from '../../../src-shared/model/key-purpose.ts'
import type { ProfileContent } from '../../../src-shared/model/profile.ts'
import { nameFromValue } from '../../pki/name.ts'
import { getCertificate } from '../../store/certificates.ts'
import { insertCmpCertificate, listCmpCertificates } from '../../store/cmp.ts'
import { afterCommit, type Writer } from '../../store/connection.ts'
import { destroyKey } from '../../store/keys.ts'
import { transaction } from '../../store/transaction.ts'
import { generateKey, keepKey } from '../authorities/new-key.ts'
import type { CaContext } from '../context.ts'
import { issueToService } from '../services/issue-to-service.ts'

/** id-kp-cmcRA (RFC 6402 2.10, RFC 9810 4.5): answers for the authority. id-kp-cmKGA (RFC 9810 4.5): makes keys for others. */
const PURPOSES = [purpose.cmcRa, purpose.cmKeyGeneration]
/** Part of its life after which a certificate is replaced. */
const RENEW_AFTER = 2 / 3

/** For which service a certificate is made. */
export interface ProtectionFor {
  readonly name: string
  readonly authorityId: number
  readonly settings: CmpSettings
}

function protectionContent(settings: CmpSettings): Partial<ProfileContent> {
  return {
    description: 'CMP service',
    keyUsage: { critical: true, bits: ['digitalSignature'] },
    extendedKeyUsage: { critical: false, oids: PURPOSES },
    maximumValidity: settings.certificateLife,
    validity: { kind: 'duration', duration: settings.certificateLife }
  }
}

/**
 * Makes a key for a service and gets its protection certificate through the door. Keys before it are destroyed in the
 * transaction that records the new one.
 * @param serviceOf gives the id of the service in that transaction; it may write the row first
 * @throws ChanceryError `key-unavailable`, `locked`; `refused-by-policy` with all reasons
 */
export async function renewCmpCertificate(
  ca: CaContext,
  wanted: ProtectionFor,
  actor: Actor,
  serviceOf: (tx: Writer, certificateId: number) => number
): Promise<void> {
  const label = `CMP service ${wanted.name}`
  const key = await generateKey(ca, wanted.settings.key, { label, purposes: ['cmp', 'cms'] })
  await transaction(ca.store, (tx) => keepKey(tx, key))
  try {
    await issueToService(
      ca,
      {
        authorityId: wanted.authorityId,
        key,
        label,
        content: protectionContent(wanted.settings),
        subject: nameFromValue([[{ oid: '2.5.4.3', value: label }]]).der,
        link: (tx, certificateId) => {
          const serviceId = serviceOf(tx, certificateId)
          const before = listCmpCertificates(tx, serviceId)
          const now = ca.clock.now()
          const record = getCertificate(tx, certificateId)
          const { notBefore, notAfter } = record ?? { notBefore: now, notAfter: now }
          const renewAt = notBefore + Math.floor((notAfter - notBefore) * RENEW_AFTER)
          insertCmpCertificate(tx, { serviceId, certificateId, keyId: key.id, renewAt, createdAt: now })
          for (const { keyId } of before) {
            if (destroyKey(tx, keyId, now)) afterCommit(tx, () => ca.keys.forget(`key:${keyId}`))
          }
        }
      },
      actor
    )
  } catch (error) {
    await transaction(ca.store, (tx) => destroyKey(tx, key.id, ca.clock.now()))
    throw error
  }
}
