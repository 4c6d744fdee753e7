import { addDuration, durationOf } from '../../../src-shared/model/duration.ts'
import type { Actor } from '../../../src-shared/model/channel.ts'
import { purpose } from '../../../src-shared/model/key-purpose.ts'
import type { ProfileContent } from '../../../src-shared/model/profile.ts'
import type { TsaSettings } from '../../../src-shared/model/tsa.ts'
import { nameFromValue } from '../../pki/name.ts'
import type { Writer } from '../../store/connection.ts'
import { getCertificate } from '../../store/certificates.ts'
import { insertTsaCertificate, listTsaCertificates } from '../../store/time-stamps.ts'
import type { CaContext } from '../context.ts'
import { issueToService } from '../services/issue-to-service.ts'
import { dropServiceKey, endServiceKeys, keyForService } from '../tokens/for-service.ts'

/** Part of its life after which a certificate is replaced at the latest, so that its last stamps can be verified for a while. */
const LATEST_RENEWAL = 2 / 3

/** For which service a certificate is made. */
export interface StampingFor {
  readonly name: string
  readonly authorityId: number
  readonly settings: TsaSettings
  /** Of the token that holds the key. */
  readonly pin?: string | undefined
}

/**
 * RFC 3161 2.3: one purpose, and critical. CRL and OCSP stay in: what was stamped is verified years later, and must be
 * told from what was stamped with a stolen key.
 */
function stampingContent(settings: TsaSettings): Partial<ProfileContent> {
  return {
    description: 'Time-stamp service',
    extendedKeyUsage: { critical: true, oids: [purpose.timeStamping] },
    maximumValidity: settings.certificateLife,
    validity: { kind: 'duration', duration: settings.certificateLife }
  }
}

/**
 * Makes a key for a service, or takes that on its token, and gets its certificate through the door. The certificates before it stay as they are: what
 * they stamped is verified with them. Their keys in the vault are
 * destroyed in the transaction that records the new one.
 * @param serviceOf gives the id of the service in that transaction; it may write the row first
 * @returns the id of the certificate. @throws ChanceryError `key-unavailable`, `locked`; `refused-by-policy` with all reasons
 */
export async function renewStampCertificate(
  ca: CaContext,
  wanted: StampingFor,
  actor: Actor,
  serviceOf: (tx: Writer, certificateId: number) => number
): Promise<number> {
  const label = `Time-stamp service ${wanted.name}`
  const key = await keyForService(
    ca,
    {
      place: wanted.settings,
      usualLabel: `tsa-${wanted.name}`,
      algorithm: wanted.settings.key,
      label,
      purpose: 'timestamp',
      pin: wanted.pin
    },
    actor
  )
  let made = 0
  try {
    await issueToService(
      ca,
      {
        authorityId: wanted.authorityId,
        key,
        label,
        content: stampingContent(wanted.settings),
        subject: nameFromValue([[{ oid: '2.5.4.3', value: label }]]).der,
        link: (tx, certificateId) => {
          const serviceId = serviceOf(tx, certificateId)
          const before = listTsaCertificates(tx, serviceId)
          const now = ca.clock.now()
          insertTsaCertificate(tx, {
            serviceId,
            certificateId,
            keyId: key.id,
            renewAt: renewalOf(tx, certificateId, wanted.settings, now),
            createdAt: now
          })
          endServiceKeys(
            tx,
            ca,
            before.map(({ keyId }) => keyId),
            now
          )
          made = certificateId
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

function renewalOf(tx: Writer, certificateId: number, settings: TsaSettings, now: number): number {
  const record = getCertificate(tx, certificateId)
  const used = addDuration(now, durationOf(settings.keyUse))
  if (record === undefined) return used
  const { notBefore, notAfter } = record
  return Math.min(used, notBefore + Math.floor((notAfter - notBefore) * LATEST_RENEWAL))
}
