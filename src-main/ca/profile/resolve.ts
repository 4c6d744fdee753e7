import type { Reason } from '../../../src-shared/errors.ts'
import {
  defaultSignatureAlgorithm,
  isSignatureAlgorithmId,
  signatureAllowed,
  signatureAlgorithms,
  type KeyAlgorithmId,
  type SignatureAlgorithmId
} from '../../../src-shared/model/algorithm.ts'
import type { GeneralName } from '../../../src-shared/model/general-name.ts'
import { formatName } from '../../../src-shared/model/name-text.ts'
import type { AskedContent, MergeRow, Overrides } from '../../../src-shared/model/request.ts'
import type { Extension, PublicKeyInfo } from '../../pki/model.ts'
import { encodeName, parseName } from '../../pki/name.ts'
import { keyIdSha256 } from '../../pki/spki.ts'
import { alternativeNameText } from './alternative-name.ts'
import type { CandidateCertificate } from './candidate.ts'
import type { CompiledProfile } from './compile.ts'
import { newMerge, refuse, type Merge } from './merge.ts'
import { resolveAlternativeNames } from './resolve-alternative-names.ts'
import { resolveExtensions } from './resolve-extensions.ts'
import { draftSubject, finishSubject } from './resolve-subject.ts'
import { resolveValidity, type Validity } from './resolve-validity.ts'
import type { StaticExtensions } from './static-extensions.ts'

/** Everything that decides what a certificate will say. */
export interface ResolveInput {
  readonly profile: CompiledProfile
  /** Made from the same profile and authority. */
  readonly fixed: StaticExtensions
  readonly issuer: {
    readonly keyAlgorithm: KeyAlgorithmId
    /** The authority's own choice; null takes what suits its key. */
    readonly signatureAlgorithm: string | null
    /** Null for one that signs itself. */
    readonly validity: Validity | null
  }
  readonly asked: AskedContent
  readonly overrides: Overrides | null
  readonly publicKey: PublicKeyInfo
  readonly now: number
  /** A subject that is given byte for byte; takes the place of all rules on the subject. */
  readonly exactSubject?: Uint8Array
  /** Identifier of a key that has one already. */
  readonly subjectKeyId?: Uint8Array
  readonly addedExtensions?: readonly Extension[]
}

/** What comes of it: the candidate where one could be made, the table of how, and every reason against it. */
export interface Resolution {
  readonly candidate: CandidateCertificate
  readonly rows: readonly MergeRow[]
  readonly reasons: readonly Reason[]
}

/**
 * Profile constant before approved override before request content, field by field (the public key always from the
 * request). Pure: the same input gives the same result. The candidate is for showing wherever there are reasons.
 */
export function resolve(input: ResolveInput): Resolution {
  const { profile, asked, overrides, publicKey } = input
  const { content } = profile
  const merge = newMerge()
  merge.reasons.push(...profile.problems)
  const draft = input.exactSubject === undefined ? draftSubject(profile, asked, overrides, merge) : null
  const names = resolveAlternativeNames(profile, asked, overrides, draft?.commonName ?? null, merge)
  const subject =
    draft === null || input.exactSubject !== undefined
      ? exactSubject(input.exactSubject ?? new Uint8Array([0x30, 0]), merge)
      : finishSubject(profile, draft, firstHostName(names.names), merge)
  const subjectDer = input.exactSubject ?? encodeSubject(subject, merge)
  if (subject.length === 0 && names.names.length === 0)
    refuse(
      merge,
      'subject',
      'subject.nobody',
      'The certificate would name nobody: it has neither a subject nor an alternative name (RFC 5280 4.1.2.6).'
    )
  merge.rows.push(keyRow(content.keyAlgorithms, publicKey))
  const signatureAlgorithm = chooseSignature(input, merge)
  const validity = resolveValidity(content, asked, overrides, input.issuer.validity, input.now, merge)
  const subjectKeyId = input.subjectKeyId ?? keyIdSha256(publicKey)
  const extensions = resolveExtensions(
    content,
    input.fixed,
    asked,
    names,
    subject.length === 0,
    subjectKeyId,
    input.addedExtensions ?? [],
    merge
  )
  const isAuthority = content.basicConstraints?.authority === true
  if (isAuthority !== (content.certificateClass === 'authority'))
    refuse(
      merge,
      'basicConstraints',
      'profile.class',
      'The profile makes authorities in its basic constraints or in its class, but not in both. Correct the profile.'
    )
  return {
    candidate: {
      subject,
      subjectDer,
      subjectText: formatName(subject),
      names: names.names,
      namesText: names.names
        .map(alternativeNameText)
        .concat(names.sid ?? [])
        .join(' '),
      validity,
      publicKey: publicKey.der,
      subjectKeyId,
      signatureAlgorithm,
      extensions: extensions.list,
      certificateClass: content.certificateClass,
      publicTrust: content.publicTrust,
      isAuthority,
      pathLength: isAuthority ? (content.basicConstraints?.pathLength ?? null) : null,
      keyUsage: extensions.keyUsage,
      extendedKeyUsage: extensions.extendedKeyUsage
    },
    rows: merge.rows,
    reasons: merge.reasons
  }
}

function firstHostName(names: readonly GeneralName[]): string | null {
  const first = names.find((name) => name.kind === 'dns' || name.kind === 'ip' || name.kind === 'email')
  return first?.value ?? null
}

function exactSubject(der: Uint8Array, merge: Merge): CandidateCertificate['subject'] {
  const name = parseName(der)
  merge.rows.push({
    field: 'subject',
    label: 'Subject',
    asked: name.text,
    override: null,
    rule: 'given',
    result: name.text,
    outcome: 'taken',
    why: "It is the authority's name."
  })
  if (name.isEmpty) refuse(merge, 'subject', 'subject.empty', 'An authority has a name (RFC 5280 4.1.2.6).')
  return name.value
}

function encodeSubject(subject: CandidateCertificate['subject'], merge: Merge): Uint8Array {
  // A name with reasons against it is never signed; what cannot be encoded is shown as the empty name.
  if (merge.reasons.some((reason) => reason.rule.startsWith('name.'))) return new Uint8Array([0x30, 0])
  const der = encodeName(subject)
  return der
}

function keyRow(allowed: readonly string[], publicKey: PublicKeyInfo): MergeRow {
  const { facts } = publicKey
  const fits = facts.id !== null && allowed.includes(facts.id)
  return {
    field: 'publicKey',
    label: 'Public key',
    asked: facts.label,
    override: null,
    rule: allowed.join(', '),
    result: fits ? facts.label : null,
    outcome: fits ? 'taken' : 'refused',
    why: fits ? 'The public key always comes from the request.' : 'The profile does not take this kind of key.'
  }
}

function chooseSignature({ profile, issuer }: ResolveInput, merge: Merge): SignatureAlgorithmId {
  const usual = defaultSignatureAlgorithm(issuer.keyAlgorithm)
  const wanted = profile.content.signatureAlgorithm ?? issuer.signatureAlgorithm
  const fits = wanted === null || (isSignatureAlgorithmId(wanted) && signatureAllowed(wanted, issuer.keyAlgorithm))
  const chosen = wanted !== null && fits && isSignatureAlgorithmId(wanted) ? wanted : usual
  if (!fits)
    refuse(
      merge,
      'signatureAlgorithm',
      'signature.algorithm',
      `The signature algorithm ${wanted ?? ''} does not go with the issuer's ${issuer.keyAlgorithm} key. Leave it open, or choose another.`
    )
  merge.rows.push({
    field: 'signatureAlgorithm',
    label: 'Signature algorithm',
    asked: null,
    override: null,
    rule: wanted ?? "what suits the issuer's key",
    result: fits ? signatureAlgorithms[chosen].label : null,
    outcome: fits ? (wanted === null ? 'defaulted' : 'fixed') : 'refused',
    why: fits
      ? wanted === null
        ? "It is the usual one for the issuer's key."
        : 'The profile or the authority sets it.'
      : "It does not go with the issuer's key."
  })
  return chosen
}
