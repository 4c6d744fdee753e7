import type { MpicSettings } from '../../src-shared/model/mpic.ts'
import type { CaContext } from '../ca/context.ts'
import { accessOf, loadConnector } from '../ca/mpic/connector.ts'
import type { CoordinatorConfig } from '../ca/mpic/coordinator.ts'
import { corroborateOnce, type MpicParts } from '../ca/mpic/corroborate.ts'
import { coordinatorConfigOver, coordinatorOver } from '../connectors/mpic/ask-coordinator.ts'
import { pruneMpicExchanges } from '../store/mpic.ts'
import { reader } from '../store/store.ts'
import { transaction } from '../store/transaction.ts'
import { atOnce } from '../validation/mpic/at-once.ts'
import type { Perspectives } from '../validation/perspectives.ts'
import type { Net } from '../world/net.ts'
import type { Chore } from './jobs.ts'

/** Checks at one time: each occupies a set of perspectives for seconds. */
const mostAtOnce = 4
const mostWaiting = 200
const day = 86_400_000

/** Other perspectives, as an engine asks them. */
export interface Mpic {
  /** What the workbench works with. */
  readonly parts: MpicParts
  /** For whoever proves control: null where checks are off or no coordinator is named. */
  perspectives(): Perspectives | null
  /** @throws ChanceryError `not-ready`, `locked`, `cancelled` */
  test(signal: AbortSignal): Promise<CoordinatorConfig>
  /** Lets go of old exchanges. */
  readonly chore: Chore
}

export function createMpic(ca: CaContext, net: Net): Mpic {
  const parts: MpicParts = { ca, ask: coordinatorOver(net, ca.clock), slots: atOnce(mostAtOnce, mostWaiting) }
  const askConfig = coordinatorConfigOver(net)
  const settings = (): MpicSettings => loadConnector(reader(ca.store)).settings
  return {
    parts,
    perspectives: () => {
      const present = settings()
      if (present.mode === 'off' || present.url === null) return null
      return {
        mode: present.mode,
        corroborate: async (check, signal) =>
          (await corroborateOnce(parts, present, check, 'evidence', null, signal)).finding
      }
    },
    test: async (signal) => {
      const access = accessOf(ca, settings())
      try {
        return await askConfig(access, signal)
      } finally {
        access.key?.fill(0)
      }
    },
    chore: {
      name: 'mpic',
      run: async () => {
        const before = ca.clock.now() - settings().keepDays * day
        while ((await transaction(ca.store, (tx) => pruneMpicExchanges(tx, before))) > 0);
        return null
      }
    }
  }
}
