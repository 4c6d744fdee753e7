import { ChanceryError } from '../../../src-shared/errors.ts'
import type { Actor } from '../../../src-shared/model/channel.ts'
import type { AskedContent } from '../../../src-shared/model/request.ts'
import { parseCsr } from '../../pki/csr.ts'
import { objectBytes } from '../../pki/encoded-object.ts'
import type { CertificateRecord } from '../../store/certificates.ts'
import type { Reader } from '../../store/connection.ts'
import { getKeyBySpki } from '../../store/keys.ts'
import { getProfile, getProfileRevision } from '../../store/profiles.ts'
import { getRequest } from '../../store/requests.ts'
import { reader } from '../../store/store.ts'
import type { CaContext } from '../context.ts'
import { issue } from '../issue/issue.ts'
import type { IssuanceOutcome, IssuanceRequest } from '../issue/request.ts'
import { isBuiltInProfile } from '../profile/built-in.ts'
import { contentOf } from '../profiles/find.ts'
import { afterIssuance } from '../requests/after-issuance.ts'
import { askedOf, overridesOf } from '../requests/find.ts'
import { ownKeyAlgorithm, withNewKey } from '../requests/submit.ts'
import { askedFromCertificate } from './asked-from-certificate.ts'
import { requireCertificate, requireParsed } from './find.ts'

export interface RenewalOutcome {
  readonly requestId: number
  readonly state: string
  readonly certificateId: number | null
}

/** Asks for the same certificate again with the same key. @throws ChanceryError as `issue`; `refused-by-policy` for what is not ours */
export async function renewCertificate(
  ca: CaContext,
  input: { id: number; note: string },
  actor: Actor,
  roles: readonly string[]
): Promise<RenewalOutcome> {
  const from = reader(ca.store)
  const record = requireRenewable(from, input.id)
  const key = getKeyBySpki(from, record.spkiSha256)
  return finish(
    ca,
    actor,
    await issue(ca, {
      ...shared(from, record, 'renew', input.note, actor, roles),
      publicKey: requireParsed(from, record.id).publicKey.der,
      proofOfPossession: { kind: 'previous', certificateId: record.id },
      ...(key === undefined ? {} : { keyId: key.id }),
      asked: sameContent(from, record)
    })
  )
}

/** Asks for the same certificate again with another key: that of a CSR, or one that Chancery makes. @throws as `renewCertificate` */
export async function rekeyCertificate(
  ca: CaContext,
  input: { id: number; csr?: string | undefined; keyAlgorithm?: string | undefined; note: string },
  actor: Actor,
  roles: readonly string[]
): Promise<RenewalOutcome> {
  const from = reader(ca.store)
  const record = requireRenewable(from, input.id)
  const base = { ...shared(from, record, 'rekey', input.note, actor, roles), asked: sameContent(from, record) }
  return finish(ca, actor, await withKey(ca, from, record, base, input, actor))
}

/**
 * Asks for the certificate again with changed content, with the same key or that of a CSR. The old certificate counts as
 * superseded once the new one is there.
 * @throws as `renewCertificate`
 */
export async function reissueCertificate(
  ca: CaContext,
  input: { id: number; asked: AskedContent; csr?: string | undefined; note: string },
  actor: Actor,
  roles: readonly string[]
): Promise<RenewalOutcome> {
  const from = reader(ca.store)
  const record = requireRenewable(from, input.id)
  const base = {
    ...shared(from, record, 'reissue', input.note, actor, roles),
    asked: { ...sameContent(from, record), ...input.asked }
  }
  if (input.csr !== undefined) return finish(ca, actor, await issue(ca, { ...base, ...withCsr(input.csr) }))
  const key = getKeyBySpki(from, record.spkiSha256)
  return finish(
    ca,
    actor,
    await issue(ca, {
      ...base,
      publicKey: requireParsed(from, record.id).publicKey.der,
      proofOfPossession: { kind: 'previous', certificateId: record.id },
      ...(key === undefined ? {} : { keyId: key.id })
    })
  )
}

type Base = Omit<IssuanceRequest, 'publicKey' | 'proofOfPossession'>

function withCsr(text: string): Pick<IssuanceRequest, 'publicKey' | 'proofOfPossession'> {
  const der = objectBytes(text, 'csr')
  return { publicKey: parseCsr(der).publicKey.der, proofOfPossession: { kind: 'csr', der } }
}

function withKey(
  ca: CaContext,
  from: Reader,
  record: CertificateRecord,
  base: Base,
  input: { csr?: string | undefined; keyAlgorithm?: string | undefined },
  actor: Actor
): Promise<IssuanceOutcome> {
  if (input.csr !== undefined) return issue(ca, { ...base, ...withCsr(input.csr) })
  const content = profileOf(from, record)
  if (!content.keyByChancery)
    throw new ChanceryError(
      'refused-by-policy',
      'This profile takes only keys that the requester made. Send a CSR with the new key.'
    )
  const algorithm = ownKeyAlgorithm([record.keyAlgorithm, ...content.keyAlgorithms], input.keyAlgorithm)
  return withNewKey(ca, algorithm, `Key for ${actor.name}`, (keyId, publicKey) =>
    issue(ca, { ...base, publicKey, proofOfPossession: { kind: 'key-held', keyId }, keyId })
  )
}

/** @returns the rules under which the certificate's profile issues now */
function profileOf(from: Reader, record: CertificateRecord): ReturnType<typeof contentOf> {
  const profile = record.profileId === null ? undefined : getProfile(from, record.profileId)
  const revision = profile?.currentRevisionId == null ? undefined : getProfileRevision(from, profile.currentRevisionId)
  if (revision === undefined)
    throw new ChanceryError(
      'damaged',
      'The profile of this certificate has no revision in the database. Restore a backup.'
    )
  return contentOf(revision)
}

async function finish(ca: CaContext, actor: Actor, outcome: IssuanceOutcome): Promise<RenewalOutcome> {
  await afterIssuance(ca, outcome, actor)
  const state = getRequest(reader(ca.store), outcome.requestId)?.state ?? 'issued'
  return {
    requestId: outcome.requestId,
    state,
    certificateId: outcome.kind === 'issued' ? outcome.certificateId : null
  }
}

/** @throws ChanceryError `not-found`; `refused-by-policy` for certificates of others, of authorities and of services */
function requireRenewable(from: Reader, id: number): CertificateRecord {
  const record = requireCertificate(from, id)
  const profile = record.profileId === null ? undefined : getProfile(from, record.profileId)
  if (record.authorityId === null || profile === undefined) {
    throw new ChanceryError(
      'refused-by-policy',
      `Certificate ${id} was issued by ${record.issuer}; ask there for a new one.`
    )
  }
  if (isBuiltInProfile(profile))
    throw new ChanceryError('refused-by-policy', `Certificate ${id} is that of an authority; renew the authority.`)
  return record
}

function shared(
  from: Reader,
  record: CertificateRecord,
  kind: 'renew' | 'rekey' | 'reissue',
  note: string,
  actor: Actor,
  roles: readonly string[]
): Omit<Base, 'asked'> {
  const profile = record.profileId === null ? undefined : getProfile(from, record.profileId)
  return {
    ...(profile === undefined ? {} : { profileId: profile.id }),
    // An unbound profile left the choice to the first request; a bound one decides by itself.
    ...(profile?.authorityId == null && record.authorityId !== null ? { authorityId: record.authorityId } : {}),
    actor,
    requesterText: actor.name,
    requesterRoles: roles,
    channel: actor.channel,
    kind,
    previousCertificateId: record.id,
    note
  }
}

/** What the certificate was asked for with, its approvers' overrides in place; what stands in it where the request is not here. */
function sameContent(from: Reader, record: CertificateRecord): AskedContent {
  const request = record.requestId === null ? undefined : getRequest(from, record.requestId)
  if (request === undefined) return askedFromCertificate(requireParsed(from, record.id))
  const { validity: _earlier, ...asked } = { ...askedOf(request), ...overridesOf(request) }
  return asked
}
