/* Makes the large database that the parts `store` and `pipeline` measure on: node bench/seed.ts FILE COUNT */
import { statSync } from 'node:fs'
import { close, open } from '../src-main/store/open.ts'
import { transaction } from '../src-main/store/transaction.ts'
import { seedInBulk, seedOwners } from '../src-main/testing/seed-certificates.ts'
import { row, tell, whole } from './report.ts'

/** The moment of every part that reads the database. */
export const now = Date.UTC(2026, 10, 20)

/** Milliseconds between two words of how far it is. */
const tellEvery = 3000

/** Fills a new database; nothing in it is signed. */
export async function seedFile(file: string, count: number): Promise<void> {
  const store = open(file)
  const owners = await transaction(store, (writer) => seedOwners(writer, { now, authorities: 4, profiles: 12 }))
  await seedInBulk(store, { count, now, batch: 5000, onProgress: progressOf(count) }, owners)
  // Writes the log back, so that what follows does not pay for the filling.
  await close(store)
}

/** @returns what says on the error output, every few seconds, how far the filling is */
function progressOf(count: number): (done: number, step: string) => void {
  const start = performance.now()
  let told = start
  return (done, step) => {
    const at = performance.now()
    if (at - told < tellEvery) return
    told = at
    console.error(`${((at - start) / 1000).toFixed(0)} s: ${whole(done)} of ${whole(count)}, now ${step}`)
  }
}

if (import.meta.main) {
  const [file, count] = [process.argv[2], Number(process.argv[3])]
  if (file === undefined || !Number.isSafeInteger(count) || count < 1)
    throw new RangeError('name the file and how many certificates')
  const start = performance.now()
  await seedFile(file, count)
  const size = `${whole(statSync(file).size / 2 ** 20)} MiB`
  tell([
    row(`a database of ${whole(count)} certificates made`, `${((performance.now() - start) / 1000).toFixed(0)} s`, {
      peer: size
    })
  ])
}
