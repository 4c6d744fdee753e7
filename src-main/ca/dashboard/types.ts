import type { CertificateType } from '../../../src-shared/api/dashboard.ts'
import { purpose } from '../../../src-shared/model/key-purpose.ts'
import type { Reader } from '../../store/connection.ts'
import { revisionWords, type RevisionWords } from '../../store/tallies-days.ts'

const ipsec = new Set<string>([purpose.ipsecEndSystem, purpose.ipsecTunnel, purpose.ipsecUser, purpose.ipsecIke])
/** Ways by which machines enrol without a person. */
const machineChannels = new Set(['scep', 'est', 'cmp'])

/** CA/Browser Forum certificate policies (TLS BR 7.1.6.1). */
const levels: Readonly<Record<string, ValidationLevel>> = {
  '2.23.140.1.1': 'ev',
  '2.23.140.1.2.1': 'dv',
  '2.23.140.1.2.2': 'ov',
  '2.23.140.1.2.3': 'iv'
}
export const validationLevels = ['dv', 'ov', 'iv', 'ev', 'none'] as const
export type ValidationLevel = (typeof validationLevels)[number]

/** What a revision of a profile means to the charts. */
export interface RevisionMeaning {
  readonly type: CertificateType
  readonly level: ValidationLevel
  readonly profileId: number
  readonly profileName: string
}

/** @returns the meaning of each of these revisions; the number 0 and unknown ones are left out */
export function revisionMeanings(from: Reader, ids: Iterable<number>): ReadonlyMap<number, RevisionMeaning> {
  const wanted = [...new Set(ids)].filter((id) => id !== 0)
  return new Map(wanted.length === 0 ? [] : revisionWords(from, wanted).map((words) => [words.id, meaningOf(words)]))
}

function meaningOf(words: RevisionWords): RevisionMeaning {
  return { type: typeOf(words), level: levelOf(words), profileId: words.profileId, profileName: words.profileName }
}

function typeOf(words: RevisionWords): CertificateType {
  if (words.class === 'authority' || words.class === 'service') return words.class
  const purposes = textsOf(words.purposes)
  if (purposes.includes(purpose.serverAuth)) return 'tls'
  if (purposes.includes(purpose.codeSigning)) return 'code-signing'
  if (purposes.some((oid) => ipsec.has(oid))) return 'device'
  if (purposes.length === 0) return 'other'
  const onlyClient = purposes.every((oid) => oid === purpose.clientAuth)
  return onlyClient && textsOf(words.channels).some((channel) => machineChannels.has(channel)) ? 'device' : 'client'
}

function levelOf(words: RevisionWords): ValidationLevel {
  const list: unknown = words.policies === null ? [] : JSON.parse(words.policies)
  for (const policy of Array.isArray(list) ? (list as unknown[]) : []) {
    const oid = typeof policy === 'object' && policy !== null && 'oid' in policy ? policy.oid : undefined
    if (typeof oid === 'string' && levels[oid] !== undefined) return levels[oid]
  }
  return 'none'
}

function textsOf(json: string | null): readonly string[] {
  const list: unknown = json === null ? [] : JSON.parse(json)
  return Array.isArray(list) ? list.filter((each) => typeof each === 'string') : []
}
