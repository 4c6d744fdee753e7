import type { FindingCode } from './texts.ts'

/**
 * `wrong`: the evidence is not what it claims. `open`: it could not be decided here. `good`: it was checked and holds.
 * `note`: to know, without a bearing on the verdict.
 */
export type Weight = 'wrong' | 'open' | 'good' | 'note'

/** One thing that a check found, with the exact place. */
export interface Finding {
  readonly weight: Weight
  readonly code: FindingCode
  /** File inside the archive, or the file that was given; empty for the whole. */
  readonly file: string
  /** Number of the entry of the transcript, or of the row of the audit log; null where it is about the file. */
  readonly entry: number | null
  /** What the sentence names. */
  readonly values: Readonly<Record<string, string | number>>
}

/** Collects findings while a check walks on, so that one fault does not hide another. */
export interface Findings {
  readonly list: readonly Finding[]
  wrong(code: FindingCode, file: string, values?: Finding['values'], entry?: number | null): void
  open(code: FindingCode, file: string, values?: Finding['values'], entry?: number | null): void
  good(code: FindingCode, file: string, values?: Finding['values'], entry?: number | null): void
  note(code: FindingCode, file: string, values?: Finding['values'], entry?: number | null): void
}

export function findings(): Findings {
  const list: Finding[] = []
  const add =
    (weight: Weight): Findings['wrong'] =>
    (code, file, values = {}, entry = null) => {
      list.push({ weight, code, file, entry, values })
    }
  return { list, wrong: add('wrong'), open: add('open'), good: add('good'), note: add('note') }
}

/** What a check says as a whole. @returns `refused` where anything is wrong; `open` where something could not be decided */
export function verdictOf(list: readonly Finding[]): 'accepted' | 'open' | 'refused' {
  if (list.some(({ weight }) => weight === 'wrong')) return 'refused'
  return list.some(({ weight }) => weight === 'open') ? 'open' : 'accepted'
}

/** A file that a person gave, by its name. */
export interface GivenFile {
  readonly name: string
  readonly bytes: Uint8Array
}
