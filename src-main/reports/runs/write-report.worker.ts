import { parentPort, workerData } from 'node:worker_threads'
import { ChanceryError, toFailure } from '../../../src-shared/errors.ts'
import { openReader } from '../../store/open.ts'
import { inFileWords } from '../../world/file-trouble.ts'
import { countReport, reportRows } from '../definitions/rows.ts'
import type { ReportOrder, ReportWord } from './in-worker.ts'

/** Writes a report, or reads its first rows, beside the engine's own thread over a read-only connection of its own. */
const order = workerData as ReportOrder
const stopped = new Int32Array(order.stop)
const say = (word: ReportWord): void => parentPort?.postMessage(word)
const connection = openReader(order.database)
try {
  const { task } = order
  if (task.kind === 'preview') {
    const value = connection.snapshot((reader) => ({
      total: countReport(reader, task.wish),
      rows: [...reportRows(reader, task.wish, task.most)].flat()
    }))
    say({ kind: 'preview', value })
  } else {
    // Loaded where it is needed only: a preview writes nothing.
    const { writeReport } = await import('./write-report.ts')
    const value = await writeReport(task.plan, {
      snapshot: connection.snapshot,
      progress: (done, total) => say({ kind: 'progress', done, total }),
      check: () => {
        if (Atomics.load(stopped, 0) !== 0) throw new ChanceryError('cancelled', 'The report was cancelled.')
      }
    })
    say({ kind: 'made', value })
  }
} catch (error) {
  const said = inFileWords(error, 'The file of the report cannot be written')
  if (!(said instanceof ChanceryError)) throw error
  say({ kind: 'failed', failure: toFailure(said, '') })
} finally {
  connection.close()
}
