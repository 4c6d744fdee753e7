import { transcriptEntry, transcriptStart, type TranscriptEntry } from '../../../src-shared/model/transcript.ts'
import type { Findings } from './finding.ts'
import { bytesOf, canonical, sha256, textOf } from './octets.ts'

/** What the other checks need of a transcript. */
export interface CheckedTranscript {
  readonly entries: readonly TranscriptEntry[]
  /** Hash of the last entry that could be read. */
  readonly head: string
}

/** Bytes of one line: what a step has to say, with answers of tokens in hexadecimal. */
const longestLine = 4 * 1024 * 1024

/** @returns the hash of an entry, by its rule (src-shared/model/transcript.ts) */
export function entryHash(entry: Omit<TranscriptEntry, 'hash'> & { readonly hash?: string }): Promise<string> {
  const { hash: _hash, ...rest } = entry
  return sha256(bytesOf(canonical(rest)))
}

/** Walks a transcript line by line: each entry is what was written, in its place, and linked to the one before. */
export async function checkTranscript(file: string, bytes: Uint8Array, report: Findings): Promise<CheckedTranscript> {
  const entries: TranscriptEntry[] = []
  const nothing = { entries, head: transcriptStart }
  const text = textOf(bytes)
  if (text === null) {
    report.wrong('not-text', file)
    return nothing
  }
  if (!text.endsWith('\n')) report.wrong('line-unfinished', file, {}, text.split('\n').length)
  const lines = text.split('\n').slice(0, text.endsWith('\n') ? -1 : undefined)
  const places = new Set<number>()
  let expected = 1
  let previous = transcriptStart
  for (const [at, line] of lines.entries()) {
    const entry = readEntry(line)
    if (entry === null) {
      report.wrong('entry-unreadable', file, { line: at + 1 }, expected)
      expected++
      continue
    }
    const own = await entryHash(entry)
    if (own !== entry.hash || canonical(entry) !== line) report.wrong('entry-altered', file, {}, entry.seq)
    if (places.has(entry.seq)) report.wrong('entry-twice', file, {}, entry.seq)
    else if (entry.seq > expected && later(lines, at, expected))
      report.wrong('entry-moved', file, { place: expected }, entry.seq)
    else if (entry.seq > expected) report.wrong('entry-missing', file, { last: entry.seq - 1 }, expected)
    else if (entry.seq < expected) report.wrong('entry-moved', file, { place: at + 1 }, entry.seq)
    else if (entry.previous !== previous) report.wrong('entry-unlinked', file, { before: entry.seq - 1 }, entry.seq)
    places.add(entry.seq)
    expected = Math.max(expected, entry.seq) + 1
    previous = entry.hash
    entries.push(entry)
  }
  if (entries.length > 0 && entries[0]?.kind !== 'opened') report.wrong('not-opened', file, {}, entries[0]?.seq ?? 1)
  return { entries, head: previous }
}

function readEntry(line: string): TranscriptEntry | null {
  if (line.length > longestLine) return null
  try {
    const found = transcriptEntry.safeParse(JSON.parse(line))
    return found.success ? found.data : null
  } catch {
    return null
  }
}

function later(lines: readonly string[], at: number, seq: number): boolean {
  return lines.slice(at + 1).some((line) => readEntry(line)?.seq === seq)
}
