import { countMpicExchanges } from '../../store/mpic.ts'
import { reader } from '../../store/store.ts'
import { allowedNonCorroborations, baselineAfter, baselineAt, baselinePhases } from '../../validation/mpic/baseline.ts'
import type { MpicSettings } from '../../../src-shared/model/mpic.ts'
import type { CaContext } from '../context.ts'
import { loadConnector, type Connector } from './connector.ts'

const day = 86_400_000

/** @returns the settings without the key, and what was spent of the day's calls */
export function connectorView(
  ca: CaContext,
  connector: Connector = loadConnector(reader(ca.store))
): { settings: MpicSettings; keySet: boolean; version: number; callsToday: number } {
  return { ...connector, callsToday: countMpicExchanges(reader(ca.store), ca.clock.now() - day) }
}

interface PhaseView {
  from: number
  perspectives: number
  registries: number
  binding: boolean
  state: 'past' | 'today' | 'next' | 'later'
}

/** @returns BR 3.2.2.9 as a table, seen from a day */
export function rulesView(at: number): {
  source: string
  phases: PhaseView[]
  allowed: { asked: number; others: number; needed: number }[]
} {
  const [today, next] = [baselineAt(at), baselineAfter(at)]
  return {
    source: today?.source ?? next?.source ?? '',
    phases: baselinePhases.map(({ from, minimum, registries, binding }) => ({
      from,
      perspectives: minimum,
      registries,
      binding,
      state: from === today?.from ? 'today' : from === next?.from ? 'next' : from < at ? 'past' : 'later'
    })),
    allowed: [2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12].map((asked) => {
      const others = allowedNonCorroborations(asked)
      return { asked, others, needed: asked - others }
    })
  }
}
