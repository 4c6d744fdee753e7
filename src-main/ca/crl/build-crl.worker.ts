import { parentPort, workerData } from 'node:worker_threads'
import { openReader } from '../../store/open.ts'
import { encodeCrl, type CrlPlan } from './tbs.ts'

/** A CRL of very many entries, encoded beside the engine's own thread over a read-only connection of its own. */
const { path, plan } = workerData as { readonly path: string; readonly plan: CrlPlan }
const connection = openReader(path)
try {
  const built = connection.snapshot((from) => encodeCrl(from, plan))
  parentPort?.postMessage(built, [built.tbs.buffer as ArrayBuffer])
} finally {
  connection.close()
}
