import type { CertificateType } from '../../../src-shared/api/dashboard.ts'
import type { Reader } from '../../store/connection.ts'
import { revisionWords, type RevisionWords } from '../../store/tallies-days.ts'

/** Extended key usages (RFC 5280 4.2.1.12, RFC 4945 5.1.3.12). */
const serverAuth = '1.3.6.1.5.5.7.3.1'
const clientAuth = '1.3.6.1.5.5.7.3.2'
const codeSigning = '1.3.6.1.5.5.7.3.3'
const ipsec = new Set(['1.3.6.1.5.5.7.3.5', '1.3.6.1.5.5.7.3.6', '1.3.6.1.5.5.7.3.7', '1.3.6.1.5.5.7.3.17'])
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
  if (purposes.includes(serverAuth)) return 'tls'
  if (purposes.includes(codeSigning)) return 'code-signing'
  if (purposes.some((oid) => ipsec.has(oid))) return 'device'
  if (purposes.length === 0) return 'other'
  const onlyClient = purposes.every((oid) => oid === clientAuth)
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
