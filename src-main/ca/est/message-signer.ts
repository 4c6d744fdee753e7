import { hash } from 'node:crypto'
import { signatureAlgorithms, type SignatureAlgorithmId } from '../../../src-shared/model/algorithm.ts'
import type { Actor } from '../../../src-shared/model/channel.ts'
import { purpose } from '../../../src-shared/model/key-purpose.ts'
import type { ProfileContent } from '../../../src-shared/model/profile.ts'
import { parseCertificate } from '../../pki/certificate.ts'
import { signedAttributes, writeSignedData } from '../../pki/cms.ts'
import type { Certificate } from '../../pki/model.ts'
import { nameFromValue } from '../../pki/name.ts'
import { getCertificate, getCertificateDer } from '../../store/certificates.ts'
import { afterCommit } from '../../store/connection.ts'
import { insertEstCertificate, listEstCertificates, type EstServiceRow } from '../../store/est.ts'
import { destroyKey } from '../../store/keys.ts'
import { getProfile } from '../../store/profiles.ts'
import { reader } from '../../store/store.ts'
import { transaction } from '../../store/transaction.ts'
import { generateKey, keepKey } from '../authorities/new-key.ts'
import { chainOf, endsInRoot } from '../certificates/chain.ts'
import type { CaContext } from '../context.ts'
import { issue } from '../issue/issue.ts'
import { builtInProfile } from '../profile/built-in.ts'
import { signCms } from '../sign.ts'
import { EstRefused } from './refused.ts'

const KEY = 'P-256'
const SIGNATURE: SignatureAlgorithmId = 'ecdsa-sha256'
const VALIDITY = '1y'
/** Part of its life after which a certificate is replaced. */
const RENEW_AFTER = 2 / 3

interface Identity {
  readonly keyId: number
  readonly certificate: Certificate
}

/** Signs messages of EST services: full CMC responses, and keys that were made for clients. */
export interface MessageSigner {
  /**
   * @param certificates DER, beside that of the signer
   * @returns SignedData in its ContentInfo, DER
   * @throws EstRefused `not-ready`; ChanceryError `locked`, `key-unavailable`; as `issue` where a certificate has to be made
   */
  signMessage(
    service: EstServiceRow,
    contentType: string,
    content: Uint8Array,
    certificates?: readonly Uint8Array[]
  ): Promise<Uint8Array>
}

/** The key and certificate of a service are made when it first signs, and anew in good time before the certificate ends. */
export function createMessageSigner(ca: CaContext, actor: Actor): MessageSigner {
  const making = new Map<number, Promise<Identity>>()
  const identity = (service: EstServiceRow): Promise<Identity> => {
    const present = presentOf(ca, service)
    if (present !== undefined) return Promise.resolve(present)
    const underway = making.get(service.id)
    if (underway !== undefined) return underway
    const made = makeIdentity(ca, service, actor).finally(() => making.delete(service.id))
    making.set(service.id, made)
    return made
  }
  return {
    signMessage: async (service, contentType, content, certificates = []) => {
      const { keyId, certificate } = await identity(service)
      const digest = hash(signatureAlgorithms[SIGNATURE].hash ?? 'sha256', content, 'buffer')
      const attributes = signedAttributes(contentType, digest)
      const signature = await signCms(ca, { keyId, attributes, signatureAlgorithm: SIGNATURE })
      const id = { issuer: certificate.issuer.der, serial: certificate.serial }
      return writeSignedData({
        contentType,
        content,
        signers: [{ id, signatureAlgorithm: SIGNATURE, attributes, signature }],
        certificates: [...aboveRoot(ca, certificate), ...certificates]
      })
    }
  }
}

/** The certificate of the signer with those above it; the root is known to who trusts it. */
function aboveRoot(ca: CaContext, certificate: Certificate): Uint8Array[] {
  const chain = chainOf(reader(ca.store), certificate)
  const shown = chain.length > 1 && endsInRoot(chain) ? chain.slice(0, -1) : chain
  return shown.map((member) => member.certificate.der)
}

function presentOf(ca: CaContext, service: EstServiceRow): Identity | undefined {
  const from = reader(ca.store)
  const [row] = listEstCertificates(from, service.id)
  const record = row === undefined ? undefined : getCertificate(from, row.certificateId)
  const der = row === undefined ? undefined : getCertificateDer(from, row.certificateId)
  if (row === undefined || record === undefined || der === undefined) return undefined
  const now = ca.clock.now()
  const due = record.notBefore + (record.notAfter - record.notBefore) * RENEW_AFTER
  const fits = record.authorityId === authorityOf(ca, service) && now >= record.notBefore && now < due
  return fits ? { keyId: row.keyId, certificate: parseCertificate(der) } : undefined
}

function authorityOf(ca: CaContext, service: EstServiceRow): number {
  const authorityId = getProfile(reader(ca.store), service.profileId)?.authorityId ?? null
  if (authorityId !== null) return authorityId
  throw new EstRefused(
    'not-ready',
    'This service has no authority.',
    `The profile of ${service.name} is bound to no authority. Bind it first.`
  )
}

async function makeIdentity(ca: CaContext, service: EstServiceRow, actor: Actor): Promise<Identity> {
  const label = `EST service ${service.name}`
  const key = await generateKey(ca, KEY, { label, purposes: ['cms'] })
  await transaction(ca.store, (tx) => keepKey(tx, key))
  try {
    const outcome = await issue(ca, {
      profileId: await builtInProfile(ca, 'service'),
      authorityId: authorityOf(ca, service),
      publicKey: key.spki,
      proofOfPossession: { kind: 'key-held', keyId: key.id },
      asked: {},
      actor,
      requesterText: label,
      requesterRoles: [],
      channel: 'engine',
      kind: 'new',
      keyId: key.id,
      engine: { content: signingContent, subject: nameFromValue([[{ oid: '2.5.4.3', value: label }]]).der },
      link: (tx, certificateId) => {
        const now = ca.clock.now()
        for (const { keyId } of listEstCertificates(tx, service.id))
          if (destroyKey(tx, keyId, now)) afterCommit(tx, () => ca.keys.forget(`key:${keyId}`))
        insertEstCertificate(tx, { serviceId: service.id, certificateId, keyId: key.id, createdAt: now })
      }
    })
    if (outcome.kind !== 'issued')
      throw new EstRefused('not-ready', 'This service cannot sign yet.', `The certificate of ${label} waits.`)
    return { keyId: key.id, certificate: parseCertificate(outcome.der) }
  } catch (error) {
    await transaction(ca.store, (tx) => destroyKey(tx, key.id, ca.clock.now()))
    throw error
  }
}

const signingContent: Partial<ProfileContent> = {
  description: 'EST service',
  extendedKeyUsage: { critical: false, oids: [purpose.cmcRa] },
  maximumValidity: VALIDITY,
  validity: { kind: 'duration', duration: VALIDITY }
}
