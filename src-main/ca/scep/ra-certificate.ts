import { ChanceryError } from '../../../src-shared/errors.ts'
import type { Actor } from '../../../src-shared/model/channel.ts'
import type { ProfileContent } from '../../../src-shared/model/profile.ts'
import type { ScepSettings } from '../../../src-shared/model/scep.ts'
import { nameFromValue } from '../../pki/name.ts'
import { afterCommit, type Writer } from '../../store/connection.ts'
import { getCertificate } from '../../store/certificates.ts'
import { destroyKey } from '../../store/keys.ts'
import { insertScepCertificate, listScepCertificates, type ScepCertificateRow } from '../../store/scep.ts'
import { reader } from '../../store/store.ts'
import { transaction } from '../../store/transaction.ts'
import { generateKey, keepKey } from '../authorities/new-key.ts'
import { requireParsed } from '../certificates/find.ts'
import type { CaContext } from '../context.ts'
import { issueToService } from '../services/issue-to-service.ts'
import type { ScepSigner } from './memory.ts'

/** Part of its life after which a certificate is replaced: devices keep the one before for a while. */
const RENEW_AFTER = 2 / 3
/** Signers kept ready; far more than there are services. */
const MAX_KEPT = 100

/** RFC 8894 2.1.2: the key signs answers, and content keys are encrypted to it. */
function raContent({ certificateLife }: ScepSettings): Partial<ProfileContent> {
  return {
    description: 'SCEP service',
    keyUsage: { critical: true, bits: ['digitalSignature', 'keyEncipherment'] },
    maximumValidity: certificateLife,
    validity: { kind: 'duration', duration: certificateLife }
  }
}

/**
 * Makes a key for a service and gets its certificate through the door. Keys whose certificates have ended are destroyed
 * in the transaction that records the new one; the others stay, since devices encrypt to the certificate they know.
 * @param serviceOf gives the id of the service in that transaction; it may write the row first
 * @returns the id of the certificate. @throws ChanceryError `key-unavailable`, `locked`; `refused-by-policy` with all reasons
 */
export async function renewScepCertificate(
  ca: CaContext,
  wanted: { readonly name: string; readonly authorityId: number; readonly settings: ScepSettings },
  actor: Actor,
  serviceOf: (tx: Writer, certificateId: number) => number
): Promise<number> {
  const label = `SCEP service ${wanted.name}`
  const key = await generateKey(ca, wanted.settings.key, { label, purposes: ['cms', 'unwrap'] })
  await transaction(ca.store, (tx) => keepKey(tx, key))
  let made = 0
  try {
    await issueToService(
      ca,
      {
        authorityId: wanted.authorityId,
        key,
        label,
        content: raContent(wanted.settings),
        subject: nameFromValue([[{ oid: '2.5.4.3', value: label }]]).der,
        link: (tx, certificateId) => {
          const serviceId = serviceOf(tx, certificateId)
          destroyEnded(tx, ca, serviceId)
          const record = getCertificate(tx, certificateId)
          const now = ca.clock.now()
          const { notBefore, notAfter } = record ?? { notBefore: now, notAfter: now }
          insertScepCertificate(tx, {
            serviceId,
            authorityId: wanted.authorityId,
            certificateId,
            keyId: key.id,
            renewAt: notBefore + Math.floor((notAfter - notBefore) * RENEW_AFTER),
            createdAt: now
          })
          made = certificateId
        }
      },
      actor
    )
  } catch (error) {
    await transaction(ca.store, (tx) => destroyKey(tx, key.id, ca.clock.now()))
    throw error
  }
  return made
}

/** Destroys the keys of a service that nobody can use any more. */
function destroyEnded(tx: Writer, ca: CaContext, serviceId: number): void {
  const now = ca.clock.now()
  const valid = new Set(listScepCertificates(tx, serviceId, now).map(({ id }) => id))
  for (const row of listScepCertificates(tx, serviceId, null)) if (!valid.has(row.id)) destroyScepKey(tx, ca, row)
}

export function destroyScepKey(tx: Writer, ca: CaContext, { keyId }: ScepCertificateRow): void {
  if (destroyKey(tx, keyId, ca.clock.now())) afterCommit(tx, () => ca.keys.forget(`key:${keyId}`))
}

/**
 * @param authorityId of the profile: certificates of another authority do not count
 * @returns who answers for a service, the present one first; several while devices know one before
 */
export function scepSigners(ca: CaContext, serviceId: number, authorityId: number): readonly ScepSigner[] {
  return listScepCertificates(reader(ca.store), serviceId, ca.clock.now())
    .filter((row) => row.authorityId === authorityId)
    .map((row) => signerOf(ca, row))
}

function signerOf(ca: CaContext, row: ScepCertificateRow): ScepSigner {
  const { signers } = ca.memory.scep
  const known = signers.get(row.id)
  if (known !== undefined) return known
  const { keyId, certificateId, authorityId } = row
  const certificate = requireParsed(reader(ca.store), certificateId)
  const signer: ScepSigner = { keyId, certificateId, authorityId, certificate }
  if (signers.size >= MAX_KEPT) signers.clear()
  signers.set(row.id, signer)
  return signer
}

/** @returns the present one. @throws ChanceryError `not-ready` */
export function presentSigner(ca: CaContext, serviceId: number, authorityId: number): ScepSigner {
  const [present] = scepSigners(ca, serviceId, authorityId)
  if (present !== undefined) return present
  throw new ChanceryError(
    'not-ready',
    'This SCEP service has no certificate of its own at the moment. Try again later.'
  )
}
