import type { Reason } from '../../../src-shared/errors.ts'
import { isKeyAlgorithmId, keyAlgorithms } from '../../../src-shared/model/algorithm.ts'
import { addDuration, durationOf } from '../../../src-shared/model/duration.ts'
import { purpose } from '../../../src-shared/model/key-purpose.ts'
import type { KeyUsageBit, ProfileContent } from '../../../src-shared/model/profile.ts'
import { extensionIds } from '../../pki/extensions/ids.ts'
import { compileProfile } from './compile.ts'

const day = 86_400_000

/** BR 6.3.2 (ballot SC-081): longest validity in days of a public TLS certificate issued from each day on. */
const tlsDays: readonly (readonly [number, number])[] = [
  [Date.UTC(2029, 2, 15), 47],
  [Date.UTC(2027, 2, 15), 100],
  [Date.UTC(2026, 2, 15), 200],
  [0, 398]
]
/** S/MIME BR 6.3.2, multipurpose and strict. */
const smimeDays = 825

type Rule = (content: ProfileContent, now: number) => Reason | readonly Reason[] | null

const say = (where: string, rule: string, message: string): Reason => ({ where, rule: `advice.${rule}`, message })
const has = (content: ProfileContent, bit: KeyUsageBit): boolean => content.keyUsage?.bits.includes(bit) === true
const hasPurpose = (content: ProfileContent, oid: string): boolean =>
  content.extendedKeyUsage?.oids.includes(oid) === true
const isAuthority = (content: ProfileContent): boolean => content.basicConstraints?.authority === true

/** Longest validity that the profile can give, in days counted from `now`. */
function longest(content: ProfileContent, now: number): number {
  const ends = [
    content.validity.kind === 'duration'
      ? addDuration(now, durationOf(content.validity.duration))
      : content.validity.notAfter,
    ...(content.maximumValidity === null ? [] : [addDuration(now, durationOf(content.maximumValidity))])
  ]
  return (Math.max(...ends) - now) / day
}

const rules: readonly Rule[] = [
  (content) =>
    hasPurpose(content, purpose.serverAuth) &&
    content.alternativeNames.rules.every(({ type }) => type !== 'dns' && type !== 'ip')
      ? say(
          'alternativeNames.rules',
          'server-names',
          'TLS clients look for the name in the alternative names only (RFC 9525 6.3); this profile gives a server none.'
        )
      : null,
  (content) =>
    hasPurpose(content, purpose.emailProtection) && content.alternativeNames.rules.every(({ type }) => type !== 'email')
      ? say(
          'alternativeNames.rules',
          'mailbox',
          'S/MIME looks for the mailbox in the alternative names (RFC 8550 3); this profile gives none.'
        )
      : null,
  (content) =>
    has(content, 'keyCertSign') && !isAuthority(content)
      ? say(
          'keyUsage.bits',
          'key-cert-sign',
          'keyCertSign goes with an authority only (RFC 5280 4.2.1.3). Every request under this profile will be refused.'
        )
      : null,
  (content) =>
    isAuthority(content) && !has(content, 'keyCertSign')
      ? say('keyUsage.bits', 'authority-usage', 'An authority signs certificates: add keyCertSign (RFC 5280 4.2.1.3).')
      : null,
  (content) =>
    isAuthority(content) &&
    (has(content, 'keyEncipherment') || has(content, 'dataEncipherment') || has(content, 'keyAgreement'))
      ? say(
          'keyUsage.bits',
          'authority-encipherment',
          'A key that signs certificates should not encrypt or agree on keys as well (NIST SP 800-57 part 1, 5.2).'
        )
      : null,
  (content) =>
    isAuthority(content) !== (content.certificateClass === 'authority')
      ? say(
          'certificateClass',
          'class',
          'Class and basic constraints disagree on whether this profile makes an authority. Every request will be refused.'
        )
      : null,
  (content) =>
    content.basicConstraints !== null && !isAuthority(content) && content.basicConstraints.pathLength !== null
      ? say(
          'basicConstraints.pathLength',
          'path-length',
          'A path length goes with an authority only (RFC 5280 4.2.1.9).'
        )
      : null,
  (content) =>
    isAuthority(content) && content.basicConstraints?.critical === false
      ? say(
          'basicConstraints.critical',
          'basic-critical',
          'The basic constraints of an authority are critical (RFC 5280 4.2.1.9).'
        )
      : null,
  (content) =>
    content.nameConstraints !== null && !isAuthority(content)
      ? say(
          'nameConstraints',
          'name-constraints',
          'Name constraints go into certificates of authorities only (RFC 5280 4.2.1.10).'
        )
      : null,
  (content) =>
    content.nameConstraints?.critical === false
      ? say(
          'nameConstraints.critical',
          'name-constraints-critical',
          'Name constraints are critical (RFC 5280 4.2.1.10); otherwise software that does not know them ignores them.'
        )
      : null,
  (content) =>
    content.keyUsage === null && !isAuthority(content)
      ? say('keyUsage', 'key-usage', 'Without key usages the key may be used for anything (RFC 5280 4.2.1.3).')
      : null,
  (content) =>
    content.keyUsage?.critical === false
      ? say('keyUsage.critical', 'key-usage-critical', 'Key usage should be critical (RFC 5280 4.2.1.3).')
      : null,
  (content) =>
    hasPurpose(content, purpose.any)
      ? say(
          'extendedKeyUsage.oids',
          'any-purpose',
          'Any purpose lets the certificate be used for what nobody thought of (RFC 5280 4.2.1.12).'
        )
      : null,
  (content) =>
    hasPurpose(content, purpose.timeStamping) &&
    (content.extendedKeyUsage?.oids.length !== 1 || content.extendedKeyUsage.critical !== true)
      ? say(
          'extendedKeyUsage',
          'time-stamping',
          'A time-stamp authority has this purpose alone, and it is critical (RFC 3161 2.3).'
        )
      : null,
  (content) =>
    hasPurpose(content, purpose.ocspSigning) && !content.ocspNoCheck
      ? say(
          'ocspNoCheck',
          'ocsp-no-check',
          'A responder without the no-check extension makes clients ask about the responder itself (RFC 6960 4.2.2.2.1).'
        )
      : null,
  (content) =>
    content.ocspNoCheck && !hasPurpose(content, purpose.ocspSigning)
      ? say(
          'ocspNoCheck',
          'no-check-purpose',
          'The no-check extension belongs to OCSP responders only (RFC 6960 4.2.2.2.1).'
        )
      : null,
  keyKinds,
  (content) =>
    content.extensionsFromRequest.includes(extensionIds.basicConstraints) ||
    content.extensionsFromRequest.includes(extensionIds.subjectAltName)
      ? say(
          'extensionsFromRequest',
          'from-request',
          'Basic constraints and alternative names are never copied from a request; rules of this profile decide them.'
        )
      : null,
  (content) =>
    content.subject.mayBeEmpty &&
    !content.alternativeNames.required &&
    content.alternativeNames.rules.every(({ required }) => !required)
      ? say(
          'alternativeNames.required',
          'nobody',
          'The subject may be empty and no alternative name is required; such a request is refused, because the certificate would name nobody (RFC 5280 4.1.2.6).'
        )
      : null,
  publicTrust
]

/** BR 7.1.2.7.11, RFC 8813: what a kind of key cannot do. */
function keyKinds(content: ProfileContent): Reason | null {
  if (!has(content, 'keyEncipherment') && !has(content, 'dataEncipherment')) return null
  const others = content.keyAlgorithms.filter((id) => isKeyAlgorithmId(id) && keyAlgorithms[id].kind !== 'rsa')
  if (others.length === 0) return null
  return say(
    'keyUsage.bits',
    'key-kind',
    `Keys of the kind ${others.join(', ')} cannot encipher (RFC 8813 3, RFC 8410 5). Take the usage out, or allow RSA only.`
  )
}

function publicTrust(content: ProfileContent, now: number): readonly Reason[] {
  const reasons: Reason[] = []
  const days = longest(content, now)
  if (content.publicTrust === 'tls') {
    const most = tlsDays.find(([from]) => now >= from)?.[1] ?? 398
    if (days > most)
      reasons.push(
        say(
          'validity',
          'br-validity',
          `Public TLS certificates last at most ${most} days now (BR 6.3.2); this profile gives up to ${Math.ceil(days)}.`
        )
      )
    if (content.policies === null)
      reasons.push(
        say(
          'policies',
          'br-policy',
          'Public TLS certificates name a reserved policy of the CA/Browser Forum (BR 7.1.6.1).'
        )
      )
    if (content.keyAlgorithms.some((id) => id === 'Ed25519' || id.startsWith('ML-DSA')))
      reasons.push(
        say('keyAlgorithms', 'br-key', 'Public TLS certificates have RSA, P-256, P-384 or P-521 keys only (BR 6.1.5).')
      )
  }
  if (content.publicTrust === 'smime' && days > smimeDays)
    reasons.push(
      say(
        'validity',
        'smime-validity',
        `Public S/MIME certificates last at most ${smimeDays} days (S/MIME BR 6.3.2); this profile gives up to ${Math.ceil(days)}.`
      )
    )
  if (content.publicTrust !== 'none' && !content.pointers.crl && !content.pointers.ocsp)
    reasons.push(say('pointers', 'br-status', 'Public certificates say where their status is found (BR 7.1.2.11.2).'))
  return reasons
}

/** What the rules of the field hold against a profile as it stands; advice, not refusal. @param now Unix ms. */
export function profileAdvice(content: ProfileContent, now: number): readonly Reason[] {
  const found = rules.flatMap((rule) => rule(content, now) ?? [])
  return [...compileProfile(content).problems, ...found]
}
