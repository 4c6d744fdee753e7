import { expect, test } from 'vitest'
import { countFigures } from '../../ca/dashboard/counting.ts'
import { close, open } from '../../store/open.ts'
import { agreements, agrees } from '../../testing/agreement.ts'
import { contextOver, engineParts } from '../../testing/engine.ts'
import { seedCertificates } from '../../testing/seed-certificates.ts'
import { settableClock } from '../../world/clock.ts'

const now = Date.UTC(2026, 10, 20, 15, 30)

// At a million: node bench/agreement.ts FILE, on a file of bench/seed.ts.
test('dashboard, charts, lists, groups, reports and plain SQL tell the same figures, counted or not yet', async () => {
  const store = open(':memory:')
  const ca = contextOver(store, engineParts(), settableClock(now))
  const seeded = await seedCertificates(store, { count: 3000, now })
  while (!(await countFigures(ca, 10)));
  // These wait to be counted.
  await seedCertificates(store, { count: 700, from: 10_000, now }, seeded)
  for (const places of [45, 46]) {
    const found = [...agreements(ca)]
    expect(found.filter((one) => !agrees(one))).toEqual([])
    expect(found).toHaveLength(places)
    for (const { what, told } of found) expect(Object.keys(told).length, what).toBeGreaterThan(1)
    while (!(await countFigures(ca, 10)));
  }
  await close(store)
})
