import { z } from 'zod'
import { ChanceryError } from '../../../src-shared/errors.ts'
import { isKeyAlgorithmId } from '../../../src-shared/model/algorithm.ts'
import type { Actor } from '../../../src-shared/model/channel.ts'
import { purpose } from '../../../src-shared/model/key-purpose.ts'
import type { ProfileContent } from '../../../src-shared/model/profile.ts'
import type { Ref } from '../../../src-shared/model/scalars.ts'
import type { AlternativeName } from '../../../src-shared/model/subject-entry.ts'
import { writePem } from '../../pki/pem.ts'
import { getCertificate } from '../../store/certificates.ts'
import { destroyKey, getKey } from '../../store/keys.ts'
import { getSetting, setSetting } from '../../store/settings.ts'
import { reader } from '../../store/store.ts'
import { transaction } from '../../store/transaction.ts'
import { findAuthority, requireAuthority } from '../authorities/find.ts'
import { generateKey, keepKey } from '../authorities/new-key.ts'
import { chainOf, endsInRoot } from '../certificates/chain.ts'
import { requireParsed } from '../certificates/find.ts'
import type { CaContext } from '../context.ts'
import { issue } from '../issue/issue.ts'
import { builtInProfile } from '../profile/built-in.ts'
import { issuerObstacle } from './issuer-ready.ts'

/** Short enough that a stolen key ends soon, long enough that an engine that is off for weeks starts again without an operator. */
const VALIDITY = '90d'

/** Part of its life after which a certificate is replaced: a month remains for whoever has to look why it was not. */
const RENEW_AFTER = 2 / 3

/** A TLS server of this installation and what its certificate is to say. */
export interface ServiceWanted {
  /** Names the server in the database, e.g. `admin-tls`; one server has one certificate at a time. */
  readonly slot: string
  /** The same for people. */
  readonly label: string
  readonly authority: Ref
  readonly names: readonly AlternativeName[]
}

/** The present certificate of a service. */
export interface ServiceCertificate {
  readonly certificateId: number
  readonly keyId: number
  readonly notAfter: number
  /** From then on the next one is due, Unix ms. */
  readonly renewAt: number
}

const keptSchema = z.object({
  certificateId: z.number().int(),
  keyId: z.number().int(),
  authorityId: z.number().int(),
  names: z.array(z.object({ type: z.string(), value: z.string() }))
})
type Kept = z.infer<typeof keptSchema>

const settingKey = (slot: string): string => `service:${slot}`

/**
 * @returns the certificate that a service has, where it still serves: valid now, not revoked, of this authority and for
 *   these names; undefined where another is needed at once
 */
export function serviceCertificate(ca: CaContext, wanted: ServiceWanted): ServiceCertificate | undefined {
  const from = reader(ca.store)
  const kept = keptOf(ca, wanted.slot)
  if (kept === undefined || kept.authorityId !== findAuthority(from, wanted.authority)?.id) return undefined
  if (!sameNames(kept.names, wanted.names) || getKey(from, kept.keyId)?.sealed == null) return undefined
  const record = getCertificate(from, kept.certificateId)
  const now = ca.clock.now()
  if (record === undefined || record.state !== 'active' || now < record.notBefore || now >= record.notAfter)
    return undefined
  const { notBefore, notAfter } = record
  const renewAt = notBefore + Math.floor((notAfter - notBefore) * RENEW_AFTER)
  return { certificateId: kept.certificateId, keyId: kept.keyId, notAfter, renewAt }
}

/**
 * Makes a key and gets a certificate for a service through the door, under the built-in profile. The key of the one
 * before is destroyed in the transaction that records the new one.
 * @throws ChanceryError `locked`, `not-found`, `not-ready`; `refused-by-policy` with all reasons, e.g. names outside the
 *   authority's name constraints
 */
export async function issueServiceCertificate(
  ca: CaContext,
  wanted: ServiceWanted,
  actor: Actor
): Promise<ServiceCertificate> {
  const authority = requireAuthority(reader(ca.store), wanted.authority)
  const obstacle = issuerObstacle(ca, authority.id)
  if (obstacle !== undefined) throw obstacle
  const before = keptOf(ca, wanted.slot)
  // The key signs handshakes, which the engine does by itself: `ca/sign.ts` signs nothing with it.
  const key = await generateKey(ca, 'P-256', { label: wanted.label, purposes: [] })
  await transaction(ca.store, (tx) => keepKey(tx, key))
  try {
    await issue(ca, {
      profileId: await builtInProfile(ca, 'service'),
      authorityId: authority.id,
      publicKey: key.spki,
      proofOfPossession: { kind: 'key-held', keyId: key.id },
      asked: { alternativeNames: [...wanted.names] },
      actor,
      requesterText: wanted.label,
      requesterRoles: [],
      channel: 'engine',
      kind: 'new',
      keyId: key.id,
      engine: { content: tlsServerContent },
      link: (tx, certificateId) => {
        const kept: Kept = { certificateId, keyId: key.id, authorityId: authority.id, names: [...wanted.names] }
        setSetting(tx, settingKey(wanted.slot), kept)
        if (before !== undefined) destroyKey(tx, before.keyId, ca.clock.now())
      }
    })
  } catch (error) {
    await transaction(ca.store, (tx) => destroyKey(tx, key.id, ca.clock.now()))
    throw error
  }
  const made = serviceCertificate(ca, wanted)
  if (made === undefined)
    throw new ChanceryError('refused-by-policy', `The certificate for ${wanted.label} is not valid now.`)
  return made
}

/**
 * @returns what a TLS server shows and holds: its certificate and those above it without the root as PEM, and the private
 *   key as PEM, which the caller zeroes
 * @throws ChanceryError `locked`, `damaged`
 */
export async function serviceCredentials(
  ca: CaContext,
  certificate: ServiceCertificate
): Promise<{ readonly certificates: string; readonly privateKey: Buffer }> {
  const from = reader(ca.store)
  const chain = chainOf(from, requireParsed(from, certificate.certificateId))
  const shown = chain.length > 1 && endsInRoot(chain) ? chain.slice(0, -1) : chain
  const key = getKey(from, certificate.keyId)
  if (key?.sealed == null || !isKeyAlgorithmId(key.algorithm))
    throw new ChanceryError('damaged', `The private key ${certificate.keyId} of a service is not in the vault.`)
  const { algorithm, spki, sealed } = key
  const pkcs8 = await ca.keys.exportPkcs8({ context: `key:${key.id}`, algorithm, spki, sealed })
  const privateKey = Buffer.from(writePem('PRIVATE KEY', pkcs8))
  pkcs8.fill(0)
  return { certificates: shown.map(({ certificate: one }) => writePem('CERTIFICATE', one.der)).join(''), privateKey }
}

/** RFC 9110 4.3.4 and RFC 9525: a server is known by its alternative names; the subject repeats the first for people. */
const tlsServerContent: Partial<ProfileContent> = {
  description: 'TLS server of this installation',
  validity: { kind: 'duration', duration: VALIDITY },
  extendedKeyUsage: { critical: false, oids: [purpose.serverAuth] },
  subject: { attributes: [], others: 'drop', mayBeEmpty: false, commonNameFromAlternativeName: true },
  alternativeNames: {
    rules: (['dns', 'ip'] as const).map((type) => ({
      type,
      source: 'from-request',
      values: [],
      required: false,
      pattern: null,
      max: 100,
      wildcard: false
    })),
    others: 'refuse',
    includeCommonName: false,
    required: true,
    singleRegistrableDomain: false
  }
}

function keptOf(ca: CaContext, slot: string): Kept | undefined {
  const kept = keptSchema.safeParse(getSetting(reader(ca.store), settingKey(slot)))
  return kept.success ? kept.data : undefined
}

function sameNames(a: Kept['names'], b: readonly AlternativeName[]): boolean {
  const texts = (names: Kept['names'] | readonly AlternativeName[]): string =>
    names
      .map(({ type, value }) => `${type}:${value}`)
      .toSorted()
      .join('\n')
  return texts(a) === texts(b)
}
