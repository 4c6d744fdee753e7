import { parentPort, workerData } from 'node:worker_threads'
import { openReader } from '../../store/open.ts'
import { encodeCrls, type CrlPlan } from './tbs.ts'

/** CRLs of very many entries, encoded beside the engine's own thread over a read-only connection of its own. */
const { path, plan } = workerData as { readonly path: string; readonly plan: CrlPlan }
const connection = openReader(path)
try {
  const built = connection.snapshot((from) => encodeCrls(from, plan))
  parentPort?.postMessage(
    built,
    built.lists.map(({ tbs }) => tbs.buffer as ArrayBuffer)
  )
} finally {
  connection.close()
}
