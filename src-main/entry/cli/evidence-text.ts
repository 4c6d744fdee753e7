import { clean } from './printable.ts'

/** What a piece of evidence must have to be told in sentences. */
interface Told {
  readonly kind: string
  readonly subject: string
  readonly outcome: string
  readonly rule: string
  readonly reason: string
  readonly from: string
  readonly steps: readonly unknown[]
  readonly expiresAt: unknown
  readonly id: unknown
}

const kinds: Readonly<Record<string, string>> = {
  domain: 'Domain',
  mailbox: 'Mailbox',
  caa: 'CAA',
  dnssec: 'DNSSEC',
  mpic: 'Other perspectives'
}
const outcomes: Readonly<Record<string, string>> = {
  verified: 'verified',
  failed: 'FAILED',
  'not-required': 'not required',
  'not-performed': 'not performed',
  expired: 'expired'
}

/** @returns whether a list holds evidence with its steps, and nothing else */
export function isEvidence(list: readonly unknown[]): list is readonly Told[] {
  return list.length > 0 && list.every(isTold)
}

function isTold(row: unknown): row is Told {
  if (typeof row !== 'object' || row === null || !('steps' in row) || !Array.isArray(row.steps)) return false
  const fields = new Map(Object.entries<unknown>({ ...row }))
  return ['kind', 'subject', 'outcome', 'rule', 'reason', 'from'].every((name) => typeof fields.get(name) === 'string')
}

/** @returns evidence as people read it: what was checked and what came of it, why, what was seen, and where it is kept */
export function evidenceLines(list: readonly Told[]): string[] {
  return list.flatMap(({ kind, subject, outcome, rule, reason, from, steps, expiresAt, id }) => {
    const until = typeof expiresAt === 'number' ? `; may be used until ${minute(expiresAt)}` : ''
    const kept = typeof id === 'number' && id > 0 ? `; evidence ${id}` : ''
    return [
      `${kinds[kind] ?? clean(kind)}, ${clean(subject)}: ${outcomes[outcome] ?? clean(outcome)}`,
      `  ${clean(reason)}`,
      ...steps.map((step) => `  - ${clean(String(step))}`),
      from === '' ? `  (${clean(rule)})` : `  Seen from ${clean(from)} (${clean(rule)})${until}${kept}.`
    ]
  })
}

function minute(at: number): string {
  return `${new Date(at).toISOString().replace('T', ' ').slice(0, 16)} UTC`
}
