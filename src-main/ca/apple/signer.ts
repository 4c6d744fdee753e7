import { hash } from 'node:crypto'
import { ChanceryError } from '../../../src-shared/errors.ts'
import type { Actor } from '../../../src-shared/model/channel.ts'
import type { ProfileContent } from '../../../src-shared/model/profile.ts'
import { contentTypes, signedAttributes, signingTimeAttribute, writeSignedData } from '../../pki/cms.ts'
import { nameFromValue } from '../../pki/name.ts'
import { getCertificate } from '../../store/certificates.ts'
import { insertProfileSigner, listProfileSigners, type ProfileSignerRow } from '../../store/claims.ts'
import { afterCommit } from '../../store/connection.ts'
import { destroyKey } from '../../store/keys.ts'
import { reader } from '../../store/store.ts'
import { transaction } from '../../store/transaction.ts'
import { generateKey, keepKey } from '../authorities/new-key.ts'
import { chainOf, endsInRoot } from '../certificates/chain.ts'
import { requireParsed } from '../certificates/find.ts'
import type { CaContext } from '../context.ts'
import { issueToService } from '../services/issue-to-service.ts'
import { signCms } from '../sign.ts'

/** Old systems verify RSA with SHA-256 and little else. */
const KEY = 'RSA-2048'
const ALGORITHM = 'rsa-pkcs1-sha256'
/** A signature on a profile is looked at when it is installed. */
const VALIDITY = '1y'
/** Part of its life after which a certificate is replaced. */
const RENEW_AFTER = 2 / 3

const content: Partial<ProfileContent> = {
  description: 'Signs configuration profiles',
  keyUsage: { critical: true, bits: ['digitalSignature'] },
  maximumValidity: VALIDITY,
  validity: { kind: 'duration', duration: VALIDITY }
}

/**
 * Signs a configuration profile with a key that signs nothing else, under a certificate of the authority whose root the
 * profile brings: CMS SignedData with the profile inside (RFC 5652), and the certificates up to the root without it.
 * @returns DER. @throws ChanceryError as `issue` where the first certificate is needed; `locked`, `key-unavailable`
 */
export async function signProfile(
  ca: CaContext,
  authorityId: number,
  profile: Uint8Array,
  actor: Actor
): Promise<Uint8Array> {
  const { certificateId, keyId } = await presentSigner(ca, authorityId, actor)
  const from = reader(ca.store)
  const certificate = requireParsed(from, certificateId)
  const chain = chainOf(from, certificate)
  const shown = chain.length > 1 && endsInRoot(chain) ? chain.slice(0, -1) : chain
  const attributes = signedAttributes(contentTypes.data, hash('sha256', profile, 'buffer'), [
    signingTimeAttribute(ca.clock.now())
  ])
  const signature = await signCms(ca, { keyId, attributes, signatureAlgorithm: ALGORITHM })
  return writeSignedData({
    contentType: contentTypes.data,
    content: profile,
    certificates: shown.map((member) => member.certificate.der),
    signers: [
      {
        id: { issuer: certificate.issuer.der, serial: certificate.serial },
        signatureAlgorithm: ALGORITHM,
        attributes,
        signature
      }
    ]
  })
}

/** Makes the certificate where there is none that serves, so that whoever makes a link learns of trouble and not who opens it. */
export async function presentSigner(ca: CaContext, authorityId: number, actor: Actor): Promise<ProfileSignerRow> {
  const kept = serving(ca, authorityId)
  if (kept !== undefined) return kept
  await newSigner(ca, authorityId, actor)
  const made = serving(ca, authorityId)
  if (made !== undefined) return made
  throw new ChanceryError('not-ready', 'The certificate that signs configuration profiles is not valid now.')
}

function serving(ca: CaContext, authorityId: number): ProfileSignerRow | undefined {
  const from = reader(ca.store)
  const now = ca.clock.now()
  return listProfileSigners(from, authorityId).find(({ certificateId, renewAt }) => {
    const record = getCertificate(from, certificateId)
    return record?.state === 'active' && record.notBefore <= now && now < record.notAfter && now < renewAt
  })
}

async function newSigner(ca: CaContext, authorityId: number, actor: Actor): Promise<void> {
  const label = 'Configuration profiles'
  const key = await generateKey(ca, KEY, { label, purposes: ['cms'] })
  await transaction(ca.store, (tx) => keepKey(tx, key))
  try {
    await issueToService(
      ca,
      {
        authorityId,
        key,
        label,
        content,
        subject: subjectOf(ca, label),
        link: (tx, certificateId) => {
          for (const before of listProfileSigners(tx, authorityId))
            if (destroyKey(tx, before.keyId, ca.clock.now()))
              afterCommit(tx, () => ca.keys.forget(`key:${before.keyId}`))
          const record = getCertificate(tx, certificateId)
          const now = ca.clock.now()
          const { notBefore, notAfter } = record ?? { notBefore: now, notAfter: now }
          const renewAt = notBefore + Math.floor((notAfter - notBefore) * RENEW_AFTER)
          insertProfileSigner(tx, { authorityId, certificateId, keyId: key.id, renewAt, createdAt: now })
        }
      },
      actor
    )
  } catch (error) {
    await transaction(ca.store, (tx) => destroyKey(tx, key.id, ca.clock.now()))
    throw error
  }
}

/** What the device shows as signer: the organization where one is set. */
function subjectOf(ca: CaContext, label: string): Uint8Array {
  const organization = ca.settings().organizationName.trim()
  const rest = organization === '' ? [] : [[{ oid: '2.5.4.10', value: organization.slice(0, 64) }]]
  return nameFromValue([...rest, [{ oid: '2.5.4.3', value: label }]]).der
}
