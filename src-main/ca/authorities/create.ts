import type { AuthorityView } from '../../../src-shared/api/authorities.ts'
import { ChanceryError } from '../../../src-shared/errors.ts'
import {
  settingsOfNewAuthority,
  type AuthorityOrigin,
  type AuthoritySettings,
  type NewAuthoritySettings
} from '../../../src-shared/model/authority.ts'
import type { KeyAlgorithmId } from '../../../src-shared/model/algorithm.ts'
import type { Actor } from '../../../src-shared/model/channel.ts'
import type { Ref } from '../../../src-shared/model/scalars.ts'
import { buildCsrInfo } from '../../pki/csr-builder.ts'
import { basicConstraintsExtension } from '../../pki/extensions/basic-constraints.ts'
import { keyUsageExtension } from '../../pki/extensions/key-usage.ts'
import type { Name } from '../../pki/model.ts'
import {
  deleteAuthority,
  getAuthority,
  getAuthorityByName,
  listAuthorities,
  updateAuthority
} from '../../store/authorities.ts'
import { afterCommit, type Reader, type Writer } from '../../store/connection.ts'
import { destroyKey } from '../../store/keys.ts'
import { reader } from '../../store/store.ts'
import { transaction } from '../../store/transaction.ts'
import { recordAudit } from '../audit.ts'
import type { CaContext } from '../context.ts'
import { requireCrlProfile } from '../crl/find-profile.ts'
import { insertFollowing } from '../crl/follow-profile.ts'
import { nextFixedTime } from '../crl/fixed-times.ts'
import { issue } from '../issue/issue.ts'
import { builtInProfile } from '../profile/built-in.ts'
import { signCsr } from '../sign.ts'
import { authorityName, contentFor, requireSignatureFits, signatureFor, type AuthorityContent } from './content.ts'
import { requireAuthority } from './find.ts'
import { linkCertificate } from './link.ts'
import { generateKey, keepKey, keyAlgorithmNamed, type NewKey } from './new-key.ts'
import { keyOnTokenFor } from '../tokens/for-authority.ts'
import { unlockForIssuer } from '../tokens/pin.ts'
import { requireAfter } from './states.ts'
import { showAuthority } from './view.ts'

/** What the key of an authority signs. */
export const AUTHORITY_PURPOSES = ['certificate', 'crl', 'csr', 'ocsp'] as const

export interface NewAuthority extends Omit<AuthorityContent, 'validity'> {
  /** Left out: 20 years for a root, 10 for an authority under it, so that the two fit. */
  readonly validity?: string | undefined
  readonly name: string
  /** RFC 4514 text. */
  readonly subject: string
  /** Id of a key algorithm. */
  readonly key: string
  /** Label, serial number or address of the token on which the key lies, or is made. */
  readonly token?: string | undefined
  /** Label of the key on the token; left out: the name of the authority. */
  readonly keyLabel?: string | undefined
  /** PIN of the token, for this once. */
  readonly pin?: string | undefined
  /** Authority of ours that signs; left out for a root and for an outside signer. */
  readonly issuer?: Ref | undefined
  readonly csrOnly: boolean
  /** Where CRLs of the new authority will lie; takes the place of an empty list in the settings. */
  readonly crlAddress?: readonly string[] | undefined
  /** CRL profile to follow; its settings take the place of those of the authority. */
  readonly crlProfile?: Ref | undefined
  readonly settings: NewAuthoritySettings
}

/**
 * Makes an authority: a root that signs itself, one under an authority of ours, or the key and CSR for an outside signer.
 * Root and subordinate certificates walk the same nine steps as every other. When they are refused, nothing stays
 * behind but the audit row.
 * @throws ChanceryError `name-taken`, `invalid-input`, `not-found`, `refused-by-policy` with all reasons, `lint-failed`, `locked`
 */
export async function createAuthority(
  ca: CaContext,
  input: NewAuthority,
  actor: Actor,
  roles: readonly string[] = []
): Promise<{ authority: AuthorityView }> {
  const from = reader(ca.store)
  if (input.csrOnly && input.issuer !== undefined) {
    throw new ChanceryError(
      'invalid-input',
      'A CSR for an outside signer has no issuer here. Leave one of the two out.'
    )
  }
  const wanted = keyAlgorithmNamed(input.key)
  const issuer = input.issuer === undefined ? null : requireAuthority(from, input.issuer)
  const subject = authorityName(input.subject)
  const validity = input.validity ?? (issuer === null && input.csrOnly !== true ? '20y' : '10y')
  const content = contentFor({ ...input, validity })
  const requireSignatures = (algorithm: KeyAlgorithmId): void => {
    requireSignatureFits(input.settings.signatureAlgorithm, algorithm)
    if (issuer === null) requireSignatureFits(input.signatureAlgorithm, algorithm)
  }
  // On a token the key that is there decides.
  if (input.token === undefined) requireSignatures(wanted)
  nextFixedTime(input.settings.crl.times, ca.clock.now())
  requireFree(from, input.name, subject)
  if (input.crlProfile !== undefined) requireCrlProfile(from, input.crlProfile)

  if (input.pin !== undefined && input.token === undefined && issuer !== null)
    await unlockForIssuer(ca, issuer, input.pin, actor)
  const key =
    input.token === undefined
      ? await generateKey(ca, wanted, { label: `Authority ${input.name}`, purposes: AUTHORITY_PURPOSES })
      : await keyOnTokenFor(
          ca,
          {
            token: input.token,
            label: input.keyLabel ?? input.name,
            algorithm: wanted,
            pin: input.pin,
            accept: requireSignatures
          },
          actor
        )
  const certificate = input.csrOnly ? 'none' : issuer === null ? 'self-signed' : 'issued-here'
  const origin: AuthorityOrigin = { key: key.row.origin, certificate, note: '' }
  const root = issuer === null && !input.csrOnly
  const draft = await insertDraft(
    ca,
    {
      name: input.name,
      kind: root ? 'root' : 'subordinate',
      issuerId: issuer?.id ?? null,
      subject,
      settings: settingsFor(input, root ? 'root' : 'subordinate'),
      origin
    },
    input.crlProfile,
    key
  )
  try {
    if (input.csrOnly) await askOutside(ca, draft, input, subject, key, actor)
    else {
      const profileId = await builtInProfile(ca, root ? 'root-authority' : 'subordinate-authority')
      await issue(ca, {
        profileId,
        authorityId: issuer?.id ?? draft,
        publicKey: key.spki,
        proofOfPossession: { kind: 'key-held', keyId: key.id },
        asked: {},
        actor,
        requesterText: actor.name,
        requesterRoles: roles,
        channel: actor.channel,
        kind: 'new',
        keyId: key.id,
        link: (tx, certificateId) =>
          linkCertificate(tx, ca, { authorityId: draft, certificateId, operation: 'authority.create' }, actor),
        engine: { content, subject: subject.der, ...(root ? { selfSigned: true } : {}) }
      })
    }
  } catch (error) {
    await removeDraft(ca, draft, key)
    throw error
  }
  return showAuthority(ca, draft)
}

/** @throws ChanceryError `name-taken` where another authority has the name, or goes by the same subject */
export function requireFree(from: Reader, name: string, subject: Name): void {
  if (getAuthorityByName(from, name) !== undefined)
    throw new ChanceryError('name-taken', `There is an authority named ${name} already.`)
  const other = listAuthorities(from).find((row) => row.subject === subject.text && row.state !== 'destroyed')
  if (other !== undefined) {
    throw new ChanceryError(
      'name-taken',
      `The authority ${other.name} has the subject ${subject.text} already. Two authorities of one name cannot be told apart on certificates and CRLs (RFC 5280 4.1.2.4); choose another subject.`
    )
  }
}

interface Draft {
  readonly name: string
  readonly kind: 'root' | 'subordinate'
  readonly issuerId: number | null
  readonly subject: Name
  readonly settings: AuthoritySettings
  readonly origin: AuthorityOrigin
}

/** Writes key and authority together. @returns the id of the authority */
function insertDraft(ca: CaContext, draft: Draft, crlProfile: Ref | undefined, key: NewKey): Promise<number> {
  return transaction(ca.store, (tx) => {
    keepKey(tx, key)
    const now = ca.clock.now()
    const { subject, ...row } = draft
    return insertFollowing(tx, crlProfile, {
      ...row,
      externalIssuer: null,
      state: 'draft',
      subject: subject.text,
      subjectDer: subject.der,
      keyId: key.id,
      certificateId: null,
      csr: null,
      createdAt: now,
      updatedAt: now
    })
  })
}

function settingsFor(input: NewAuthority, kind: Draft['kind']): AuthoritySettings {
  const { crlAddress } = input
  const settings = settingsOfNewAuthority(input.settings, kind)
  if (crlAddress === undefined || settings.addresses.crl.length > 0) return settings
  return { ...settings, addresses: { ...settings.addresses, crl: [...crlAddress] } }
}

async function askOutside(
  ca: CaContext,
  authorityId: number,
  input: NewAuthority,
  subject: Name,
  key: NewKey,
  actor: Actor
): Promise<void> {
  const signatureAlgorithm = signatureFor(input.signatureAlgorithm, key.algorithm)
  const info = buildCsrInfo({
    subject: subject.der,
    publicKey: key.spki,
    extensions: [
      basicConstraintsExtension({ ca: true, pathLength: input.pathLength ?? null }),
      keyUsageExtension(input.keyUsage ?? ['keyCertSign', 'cRLSign'])
    ]
  })
  const csr = await signCsr(ca, { keyId: key.id, info, signatureAlgorithm })
  await transaction(ca.store, (tx) => {
    const row = requireAuthority(tx, authorityId)
    updateAuthority(tx, row.id, row.version, {
      state: requireAfter(row.state, 'ask-outside', row.name),
      csr,
      updatedAt: ca.clock.now()
    })
    announce(tx, ca, row.id, 'authority.create', { name: row.name, subject: row.subject, csrOnly: true }, actor)
  })
}

/** Takes back a draft that came to nothing. Where a serial number was reserved for it already, it stays for the resolution of that. */
async function removeDraft(ca: CaContext, authorityId: number, key: NewKey): Promise<void> {
  await transaction(ca.store, (tx) => {
    if (getAuthority(tx, authorityId)?.state !== 'draft') return
    deleteAuthority(tx, authorityId)
    if (key.onToken !== true) destroyKey(tx, key.id, ca.clock.now())
  }).catch((error: unknown) => {
    ca.log.warn('the draft of an authority stays behind', {
      authorityId,
      reason: error instanceof Error ? error.message : String(error)
    })
  })
}

/** Audit row and event of a change to an authority. */
export function announce(
  tx: Writer,
  ca: CaContext,
  id: number,
  operation: string,
  detail: unknown,
  actor: Actor
): void {
  recordAudit(tx, ca, { actor, operation, object: { kind: 'authority', id }, outcome: 'ok', detail })
  afterCommit(tx, () => ca.emit('authority.changed', { id }))
}
