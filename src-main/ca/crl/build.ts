import { Worker } from 'node:worker_threads'
import { ChanceryError } from '../../../src-shared/errors.ts'
import { reader, type Store } from '../../store/store.ts'
import { encodeCrls, type CrlPlan, type UnsignedCrls } from './tbs.ts'

/** From this many entries on a worker encodes CRLs: here it would hold up the event loop for more than about 30 ms. */
export const WORKER_FROM = 20_000

/** @throws ChanceryError `internal` where the worker failed */
export async function buildCrls(store: Store, plan: CrlPlan): Promise<UnsignedCrls> {
  // A database in memory cannot be opened a second time.
  if (plan.expected <= WORKER_FROM || store.path === ':memory:') return encodeCrls(reader(store), plan)
  return buildInWorker(store.path, plan)
}

function buildInWorker(path: string, plan: CrlPlan): Promise<UnsignedCrls> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(new URL('./build-crl.worker.ts', import.meta.url), { workerData: { path, plan } })
    const failed = (cause: unknown): void =>
      reject(new ChanceryError('internal', 'The CRL could not be built: its worker thread failed.', { cause }))
    worker.once('message', (built: UnsignedCrls) => resolve(built))
    worker.once('error', failed)
    // After a message this comes too late to matter; without one it is the only word.
    worker.once('exit', (code) => failed(new Error(`exit code ${code}`)))
  })
}
