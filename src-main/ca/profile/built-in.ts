import { keyAlgorithmIds } from '../../../src-shared/model/algorithm.ts'
import { channels } from '../../../src-shared/model/channel.ts'
import { profileContent, type ProfileContent } from '../../../src-shared/model/profile.ts'
import type { Writer } from '../../store/connection.ts'
import {
  addProfileRevision,
  getProfileByName,
  getProfileRevision,
  insertProfile,
  type ProfileRow
} from '../../store/profiles.ts'
import { reader } from '../../store/store.ts'
import { transaction } from '../../store/transaction.ts'
import type { CaContext } from '../context.ts'
import { contentDigest } from './digest.ts'

/**
 * The profiles of Chancery itself, for the certificates of authorities and services. Their names begin with a character
 * that no person's profile can begin with, so that the two never meet.
 */
export const builtInKinds = ['root-authority', 'subordinate-authority', 'service'] as const
export type BuiltInKind = (typeof builtInKinds)[number]

const mark = ':'

/** @returns whether a profile is one of Chancery's own, which no list shows. */
export function isBuiltInProfile(profile: Pick<ProfileRow, 'name'>): boolean {
  return profile.name.startsWith(mark)
}

const authority = {
  certificateClass: 'authority',
  keyAlgorithms: [...keyAlgorithmIds],
  // RFC 5280 4.2.1.3: critical; keyCertSign and cRLSign are what an authority does.
  keyUsage: { critical: true, bits: ['keyCertSign', 'cRLSign'] },
  basicConstraints: { critical: true, authority: true, pathLength: null },
  subject: { mayBeEmpty: false, others: 'drop' },
  maximumValidity: '999y',
  validity: { kind: 'duration', duration: '10y' },
  channels: [...channels],
  approval: 'auto'
} as const

const contents: Readonly<Record<BuiltInKind, unknown>> = {
  // A root is trusted by itself: nothing points from it to an issuer, a CRL or a responder.
  'root-authority': {
    ...authority,
    description: 'Root authority',
    pointers: { crl: false, issuer: false, ocsp: false },
    validity: { kind: 'duration', duration: '20y' }
  },
  // OCSP stays out until a responder answers for the issuer.
  'subordinate-authority': { ...authority, description: 'Subordinate authority', pointers: { ocsp: false } },
  service: {
    description: 'Service certificate',
    certificateClass: 'service',
    keyAlgorithms: [...keyAlgorithmIds],
    keyUsage: { critical: true, bits: ['digitalSignature'] },
    basicConstraints: { critical: true, authority: false, pathLength: null },
    maximumValidity: '5y',
    validity: { kind: 'duration', duration: '1y' },
    atIssuerEnd: 'clip',
    channels: [...channels],
    approval: 'auto'
  }
}

/** @returns the content of a built-in profile; the engine puts what is particular to one authority in its place. */
export function builtInContent(kind: BuiltInKind): ProfileContent {
  return profileContent.parse(contents[kind])
}

/** @returns the id of the built-in profile, which is made, or revised by a newer Chancery, on its first use. */
export async function builtInProfile(ca: Pick<CaContext, 'store' | 'clock'>, kind: BuiltInKind): Promise<number> {
  const found = getProfileByName(reader(ca.store), mark + kind)
  const revision =
    found?.currentRevisionId == null ? undefined : getProfileRevision(reader(ca.store), found.currentRevisionId)
  if (found !== undefined && revision?.digest === contentDigest(builtInContent(kind))) return found.id
  return transaction(ca.store, (tx) => ensure(tx, kind, ca.clock.now()))
}

function ensure(tx: Writer, kind: BuiltInKind, now: number): number {
  const content = builtInContent(kind)
  const digest = contentDigest(content)
  const found = getProfileByName(tx, mark + kind)
  const profileId =
    found?.id ?? insertProfile(tx, { name: mark + kind, state: 'enabled', authorityId: null, createdAt: now })
  const current = found?.currentRevisionId == null ? undefined : getProfileRevision(tx, found.currentRevisionId)
  if (current?.digest === digest) return profileId
  addProfileRevision(
    tx,
    { profileId, content, digest, note: 'Built in', createdAt: now, createdBy: null },
    current?.number ?? 0
  )
  return profileId
}
