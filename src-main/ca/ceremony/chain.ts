import { createHash } from 'node:crypto'
import { transcriptStart, type TranscriptEntry } from '../../../src-shared/model/transcript.ts'
import { canonicalJson } from '../../store/canonical-json.ts'

/** What an entry says, before it has its place in the chain. */
export type EntryDraft = Pick<TranscriptEntry, 'kind' | 'step' | 'by' | 'detail' | 'attachments'>

/** @returns the hash of an entry: SHA-256 over its canonical JSON without `hash` */
export function entryHash(entry: Omit<TranscriptEntry, 'hash'>): string {
  const { seq, at, kind, step, by, detail, attachments, previous } = entry
  return createHash('sha256')
    .update(canonicalJson({ seq, at, kind, step, by, detail, attachments, previous }))
    .digest('hex')
}

/** @returns the next entry of a transcript */
export function nextEntry(before: TranscriptEntry | undefined, draft: EntryDraft, at: number): TranscriptEntry {
  const { kind, step, by, detail, attachments } = draft
  const entry = {
    seq: (before?.seq ?? 0) + 1,
    at,
    kind,
    step,
    by,
    detail,
    attachments,
    previous: before?.hash ?? transcriptStart
  }
  return { ...entry, hash: entryHash(entry) }
}

/** @returns the number of the first entry that is not as it was written or not in its place; null where all are */
export function brokenEntry(entries: readonly TranscriptEntry[]): number | null {
  let previous = transcriptStart
  for (const [at, entry] of entries.entries()) {
    if (entry.seq !== at + 1 || entry.previous !== previous || entryHash(entry) !== entry.hash) return at + 1
    previous = entry.hash
  }
  return null
}
