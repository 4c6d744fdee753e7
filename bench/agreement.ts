/*
 * Whether dashboard, charts, totals of lists, groups, reports and plain SQL tell the same of a large database:
 * node bench/agreement.ts FILE on a file of bench/seed.ts, whose certificates it counts the first time. Ends with 1 where
 * they do not.
 */
import { close, open } from '../src-main/store/open.ts'
import { agreements, agrees } from '../src-main/testing/agreement.ts'
import { contextOver, engineParts } from '../src-main/testing/engine.ts'
import { settableClock } from '../src-main/world/clock.ts'
import { countAll } from './count-all.ts'
import { row, tell, whole } from './report.ts'
import { now } from './seed.ts'

const file = process.argv[2]
if (file === undefined) throw new RangeError('name the file')
const store = open(file)
const ca = contextOver(store, engineParts(), settableClock(now))
await countAll(ca)
const rows = [...agreements(ca)].map((one) => {
  const [[, first] = ['', -1]] = Object.entries(one.told)
  const places = agrees(one)
    ? Object.keys(one.told).join(', ')
    : Object.entries(one.told)
        .map(([place, n]) => `${place} ${whole(n)}`)
        .join(', ')
  return row(one.what, whole(first), { peer: places, goal: 'equal', met: agrees(one) })
})
await close(store)
tell(rows)
process.exitCode = rows.every(({ met }) => met === true) ? 0 : 1
