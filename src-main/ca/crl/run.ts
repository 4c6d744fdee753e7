import type { CrlRow } from '../../store/crls.ts'

export interface IssuedCrl {
  readonly row: CrlRow
  readonly der: Uint8Array
}

/** The CRL of one authority that is being made, and the one that begins after it. */
export interface CrlRun {
  readonly running: Promise<IssuedCrl>
  readonly waiting: Promise<IssuedCrl> | null
}
