import { createHash } from 'node:crypto'
import { ChanceryError } from '../../../src-shared/errors.ts'
import type { Actor } from '../../../src-shared/model/channel.ts'
import { writePlist } from '../../pki/plist.ts'
import { getAuthority } from '../../store/authorities.ts'
import type { Reader } from '../../store/connection.ts'
import { reader } from '../../store/store.ts'
import { chainOf, currentCertificate, endsInRoot, type ChainMember } from '../certificates/chain.ts'
import type { AppleContent } from '../claims/content.ts'
import type { CaContext } from '../context.ts'
import type { Random } from '../../world/random.ts'
import { appleProfile, type Enrolment } from './payloads.ts'
import { signProfile } from './signer.ts'

/** Media type of configuration profiles. */
export const PROFILE_TYPE = 'application/x-apple-aspen-config'

/** @returns the certificates of an authority up to its root; null where they are not all here */
export function chainToRoot(from: Reader, authorityId: number): readonly ChainMember[] | null {
  const authority = getAuthority(from, authorityId)
  const certificate = authority === undefined ? undefined : currentCertificate(from, authority)
  const chain = certificate === undefined ? [] : chainOf(from, certificate)
  return endsInRoot(chain) ? chain : null
}

/** @returns the same. @throws ChanceryError `not-ready` where they are not all here */
export function authorityChain(from: Reader, authorityId: number): readonly ChainMember[] {
  const chain = chainToRoot(from, authorityId)
  if (chain !== null) return chain
  const authority = getAuthority(from, authorityId)
  throw new ChanceryError(
    'not-ready',
    `The authority ${authority?.name ?? authorityId} has no certificate up to a root here, so that no device can be told to trust it.`
  )
}

/**
 * Writes and signs the profile of one device.
 * @param challenge for SCEP
 * @returns DER. @throws ChanceryError `not-ready`, `locked`; `invalid-input` for text that no profile can say
 */
export async function buildProfile(
  ca: CaContext,
  wanted: {
    readonly authorityId: number
    readonly device: string
    readonly serviceName: string
    readonly content: AppleContent
    readonly challenge: string
  },
  actor: Actor
): Promise<Uint8Array> {
  const { authorityId, device, content } = wanted
  const from = reader(ca.store)
  const chain = authorityChain(from, authorityId)
  const plist = appleProfile({
    device,
    organization: ca.settings().organizationName.trim(),
    authority: getAuthority(from, authorityId)?.name ?? '',
    subject: content.subject,
    names: content.names,
    enrolment: enrolmentOf(wanted, chain),
    chain: chain.map(({ certificate }) => ({ der: certificate.der, subject: certificate.subject.text })),
    wifi: content.wifi,
    uuid: () => newUuid(ca.random)
  })
  return signProfile(ca, authorityId, encoded(plist), actor)
}

function encoded(plist: Parameters<typeof writePlist>[0]): Uint8Array {
  try {
    return writePlist(plist)
  } catch (cause) {
    throw new ChanceryError('invalid-input', 'A name has characters that a configuration profile cannot say.', {
      cause
    })
  }
}

function enrolmentOf(
  { serviceName, content, challenge }: Parameters<typeof buildProfile>[1],
  chain: readonly ChainMember[]
): Enrolment {
  const { url, acme, keySize, retries, retryDelay } = content
  if (acme !== null) return { kind: 'acme', directory: url, ...acme }
  const issuer = chain[0]?.certificate.der ?? new Uint8Array()
  const fingerprint = new Uint8Array(createHash('sha1').update(issuer).digest())
  return { kind: 'scep', url, name: serviceName, challenge, keySize, retries, retryDelay, fingerprint }
}

/** RFC 9562 5.4. */
function newUuid(random: Random): string {
  const bytes = random.bytes(16)
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x40
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80
  const hex = Buffer.from(bytes).toString('hex').toUpperCase()
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-')
}
