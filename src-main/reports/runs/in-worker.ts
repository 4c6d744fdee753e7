import { Worker } from 'node:worker_threads'
import { ChanceryError, type Failure } from '../../../src-shared/errors.ts'
import type { ReportRow, ReportWish } from '../definitions/source.ts'
import type { ReportMade, ReportPlan } from './plan.ts'

export interface ReportPreview {
  readonly total: number
  readonly rows: readonly ReportRow[]
}

/** What a worker is told. */
export interface ReportOrder {
  readonly database: string
  /** Four bytes shared with the worker: not 0 once it shall stop. */
  readonly stop: SharedArrayBuffer
  readonly task:
    | { readonly kind: 'write'; readonly plan: ReportPlan }
    | { readonly kind: 'preview'; readonly wish: ReportWish; readonly most: number }
}

/** What a worker says. */
export type ReportWord =
  | { readonly kind: 'progress'; readonly done: number; readonly total: number }
  | { readonly kind: 'made'; readonly value: ReportMade }
  | { readonly kind: 'preview'; readonly value: ReportPreview }
  | { readonly kind: 'failed'; readonly failure: Failure }

interface Control {
  readonly signal: AbortSignal
  readonly progress?: (done: number, total: number) => void
}

/** Writes a report in a worker thread. @throws ChanceryError `too-large`, `cancelled`, `internal` where the worker failed */
export async function writeInWorker(database: string, plan: ReportPlan, control: Control): Promise<ReportMade> {
  const word = await ask(database, { kind: 'write', plan }, control)
  if (word.kind === 'made') return word.value
  throw new ChanceryError('internal', 'The report could not be made: its worker thread said nothing of it.')
}

/** Reads the first rows of a report and counts them all, in a worker thread. @throws ChanceryError as `writeInWorker` */
export async function previewInWorker(
  database: string,
  wish: ReportWish,
  most: number,
  control: Control
): Promise<ReportPreview> {
  const word = await ask(database, { kind: 'preview', wish, most }, control)
  if (word.kind === 'preview') return word.value
  throw new ChanceryError('internal', 'The report could not be read: its worker thread said nothing of it.')
}

function ask(database: string, task: ReportOrder['task'], control: Control): Promise<ReportWord> {
  return new Promise((resolve, reject) => {
    const stop = new SharedArrayBuffer(4)
    const order: ReportOrder = { database, stop, task }
    const worker = new Worker(new URL('./write-report.worker.ts', import.meta.url), { workerData: order })
    const halt = (): void => void Atomics.store(new Int32Array(stop), 0, 1)
    if (control.signal.aborted) halt()
    control.signal.addEventListener('abort', halt, { once: true })
    let last: ReportWord | undefined
    let cause: unknown
    worker.on('message', (word: ReportWord) => {
      if (word.kind === 'progress') control.progress?.(word.done, word.total)
      else last = word
    })
    worker.once('error', (error) => {
      cause = error
    })
    // The end is awaited, so that nobody touches the file while the worker may still write it.
    worker.once('exit', (code) => {
      control.signal.removeEventListener('abort', halt)
      if (last?.kind === 'failed')
        reject(new ChanceryError(last.failure.code, last.failure.message, { reasons: last.failure.reasons }))
      else if (last !== undefined) resolve(last)
      else
        reject(
          new ChanceryError('internal', 'The report could not be made: its worker thread failed.', {
            cause: cause ?? new Error(`exit code ${code}`)
          })
        )
    })
  })
}
