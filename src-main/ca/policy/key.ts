import type { Reason } from '../../../src-shared/errors.ts'
import type { Finding } from '../../../src-shared/model/lint.ts'
import type { ProfileContent } from '../../../src-shared/model/profile.ts'
import type { PublicKeyInfo } from '../../pki/model.ts'
import { spkiFingerprint } from '../../pki/describe/key.ts'
import { checkWeakKey } from '../../pki/weak-key.ts'
import type { ModulusBlocklist } from '../../pki/weak-keys/blocklist.ts'
import { getAuthorityByKey } from '../../store/authorities.ts'
import { compromisedByKey, keyWasCertified, otherSubjectByKey } from '../../store/certificates.ts'
import type { Reader } from '../../store/connection.ts'
import { getKeyBySpki } from '../../store/keys.ts'
import { refusals, type CheckInput, type CheckResult } from './check.ts'
import { noSharedPrime, type Searched } from './known-moduli.ts'

/** The key is of a kind and size that the profile lists. */
export function keyAlgorithmAllowed(content: ProfileContent, publicKey: PublicKeyInfo): readonly Reason[] {
  const { facts } = publicKey
  if (facts.id !== null && content.keyAlgorithms.includes(facts.id)) return []
  return [
    {
      where: 'publicKey',
      rule: 'key.algorithm',
      message: `The key is ${facts.label}; the profile takes ${content.keyAlgorithms.join(', ')}.`
    }
  ]
}

/** Every weakness that a public key shows by itself or beside the keys seen here; what could not be looked for is a notice. */
export async function keyNotWeak(
  reader: Reader,
  publicKey: PublicKeyInfo,
  blocklist: ModulusBlocklist | null
): Promise<CheckResult> {
  const sound = soundKeys.get(reader) ?? new Map<string, Searched>()
  soundKeys.set(reader, sound)
  const id = spkiFingerprint(publicKey.der)
  const before = sound.get(id)
  const known = { sound: before !== undefined, ...(blocklist === null ? {} : { blocklist }) }
  const verdict = await checkWeakKey(publicKey, known)
  const shared: Reason[] = []
  if (verdict.reasons.length === 0) {
    const { reasons, searched } = await noSharedPrime(reader, publicKey, before)
    if (reasons.length === 0) remember(sound, id, searched)
    shared.push(...reasons)
  }
  const findings: Finding[] = verdict.notPerformed.map(({ rule, message }) => ({
    rule,
    severity: 'notice',
    clause: 'BR 6.1.1.3',
    message,
    profileField: null
  }))
  return { reasons: [...verdict.reasons, ...shared], findings }
}

/**
 * Keys of which this process has examined the numbers, and the keys beside which it did: who renews, retries or waits brings
 * the same one again.
 */
const soundKeys = new WeakMap<Reader, Map<string, Searched>>()
/** Far more than come again within a while. */
const MOST_REMEMBERED = 5000

function remember(sound: Map<string, Searched>, id: string, searched: Searched): void {
  if (sound.size >= MOST_REMEMBERED) {
    const oldest = sound.keys().next()
    if (oldest.done !== true) sound.delete(oldest.value)
  }
  sound.set(id, searched)
}

/** The key of an authority goes into certificates of that authority only, and those are the engine's affair. */
export function notAnAuthorityKey({ reader, request, spkiSha256, candidate }: CheckInput): readonly Reason[] {
  if (request.engine !== undefined && candidate.isAuthority) return []
  const key = getKeyBySpki(reader, spkiSha256)
  const owner = key === undefined ? undefined : getAuthorityByKey(reader, key.id)
  if (owner === undefined) return []
  return [
    {
      where: 'publicKey',
      rule: 'key.authority',
      message: `The public key is that of the authority ${owner.name}. Make another key.`
    }
  ]
}

/** A compromised key is certified no more; one that another subject has is worth a word. */
export function keyNotUsedElsewhere({ reader, spkiSha256, candidate }: CheckInput): CheckResult {
  if (!keyWasCertified(reader, spkiSha256)) return refusals([])
  const compromised = compromisedByKey(reader, spkiSha256)
  if (compromised !== undefined)
    return refusals([
      {
        where: 'publicKey',
        rule: 'key.compromised',
        message: `The key was reported compromised with certificate ${compromised.serial} (${compromised.subject}). Make another key (BR 6.1.1.3).`
      }
    ])
  const foreign = otherSubjectByKey(reader, spkiSha256, candidate.subjectText)
  if (foreign === undefined) return refusals([])
  const finding: Finding = {
    rule: 'policy.key-reused',
    severity: 'warning',
    clause: 'NIST SP 800-57 part 1, 5.2',
    message: `The same key is in certificate ${foreign.serial} of another subject, ${foreign.subject}.`,
    profileField: null
  }
  return { reasons: [], findings: [finding] }
}
