import type { AsyncLocalStorage } from 'node:async_hooks'
import type { WireRecordingRow } from '../../store/wire-log.ts'

/** What was said to the operator about the exchange that runs right now. */
export interface WireNotes {
  readonly lines: string[]
}

/** A recording that runs, with what it has taken so far; exchanges under way count already. */
export interface RunningRecording {
  readonly row: WireRecordingRow
  exchanges: number
  bytes: number
}

/** What the wire inspector keeps between exchanges; the database has all of it but the notes of the running ones. */
export interface WireMemory {
  /** By id. Empty is off, and off costs one look at its size for each request. */
  readonly running: Map<number, RunningRecording>
  /** Carries notes through the work on one exchange; made when the first recording starts. */
  notes: AsyncLocalStorage<WireNotes> | null
}

/** @returns an empty memory. */
export function newWireMemory(): WireMemory {
  return { running: new Map(), notes: null }
}
