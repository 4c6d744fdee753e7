import { countFigures } from '../src-main/ca/dashboard/counting.ts'
import { shapeOf } from '../src-main/ca/dashboard/shape.ts'
import type { CaContext } from '../src-main/ca/context.ts'
import { countCertificateKinds, moveEnded } from '../src-main/store/tallies-counting.ts'
import { transaction } from '../src-main/store/transaction.ts'

/** Certificates of one transaction: nobody else waits for its turn here, so that it may be large. */
const portion = 20_000

/** Counts every certificate for the charts, as the engine does little by little, in few transactions. */
export async function countAll(ca: CaContext): Promise<void> {
  for (;;) {
    const counted = await transaction(ca.store, (tx) => countCertificateKinds(tx, portion, shapeOf))
    if (counted < portion) break
  }
  while (!(await transaction(ca.store, (tx) => moveEnded(tx, ca.clock.now(), portion))));
  while (!(await countFigures(ca, 10)));
}
