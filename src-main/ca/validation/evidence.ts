import type { Evidence, EvidenceKind, EvidenceOutcome } from '../../../src-shared/model/validation.ts'
import { evidenceKind, mostRawBytes } from '../../../src-shared/model/validation.ts'
import { afterCommit, type Writer } from '../../store/connection.ts'
import { insertEvidence, type EvidenceRow, type ListedEvidence } from '../../store/evidence.ts'
import type { CaContext } from '../context.ts'

/** What a check found, before it is stored. */
export type EvidenceDraft = Omit<EvidenceRow, 'id' | 'rawCut' | 'requestId' | 'kind'> & { readonly kind: EvidenceKind }

/** What every piece of evidence must say. */
export interface Found {
  readonly kind: EvidenceKind
  readonly subject: string
  readonly outcome: Exclude<EvidenceOutcome, 'expired'>
  readonly rule: string
  readonly reason: string
  readonly seenFrom: string
  readonly at: number
}

/** @returns a draft; what is left out is empty */
export function drafted(found: Found, more: Partial<EvidenceDraft> = {}): EvidenceDraft {
  return {
    method: null,
    covers: null,
    steps: [],
    detail: null,
    raw: null,
    question: null,
    expiresAt: null,
    restsOn: null,
    domainId: null,
    mailboxId: null,
    holder: null,
    ...found,
    ...more
  }
}

/** Stores drafts, raw proofs cut where they are too long; windows hear of it after the commit. @returns their ids, in order */
export function keepEvidence(
  tx: Writer,
  ca: Pick<CaContext, 'emit'>,
  drafts: readonly EvidenceDraft[],
  requestId: number | null = null
): number[] {
  const ids = drafts.map((draft) =>
    insertEvidence(tx, {
      ...draft,
      requestId,
      raw: draft.raw === null ? null : draft.raw.subarray(0, mostRawBytes),
      rawCut: (draft.raw?.length ?? 0) > mostRawBytes
    })
  )
  const last = ids.at(-1)
  if (last !== undefined) afterCommit(tx, () => ca.emit('evidence.added', { id: last }))
  return ids
}

const day = 86_400_000

/** @returns how long proofs are used again by default, for lists that tell which are over */
export function usualLives(proofReuseDays: number): { readonly domain: number; readonly mailbox: number } {
  return { domain: proofReuseDays * day, mailbox: 30 * day }
}

/** @returns the row as windows see it: what was verified and whose time is over is expired */
export function evidenceView(row: ListedEvidence, now: number, proofReuseDays: number): Evidence {
  const { seenFrom, covers: _covers, kind, outcome, steps, expiresAt: stored, ...rest } = row
  const lives: Readonly<Partial<Record<string, number>>> = usualLives(proofReuseDays)
  const life = lives[kind]
  const expiresAt = stored ?? (outcome === 'verified' && life !== undefined ? row.at + life : null)
  const over = outcome === 'verified' && expiresAt !== null && expiresAt <= now
  return {
    ...rest,
    kind: evidenceKind.parse(kind),
    outcome: over ? 'expired' : outcome,
    from: seenFrom,
    steps: [...steps],
    expiresAt
  }
}

/** @returns a draft as windows see it: number 0, because nothing is stored */
export function unstoredView(draft: EvidenceDraft): Evidence {
  const { seenFrom, covers: _covers, question: _question, raw, steps, ...rest } = draft
  return {
    ...rest,
    id: 0,
    from: seenFrom,
    steps: [...steps],
    rawBytes: raw?.length ?? 0,
    rawCut: false,
    requestId: null
  }
}
