import type { KeyAlgorithmId } from '../../../src-shared/model/algorithm.ts'
import type { MechanismSeen, SlotSeen, TokenInSlot } from './messages.ts'
import { algorithmsOf } from './mechanisms.ts'
import type { ModuleProcess } from './module-process.ts'

/** A module with what was seen behind it. */
export interface WatchedModule {
  readonly path: string
  readonly label: string
  readonly process: ModuleProcess
  slots: readonly SlotSeen[]
  /** By the address of the token: they do not change while it is what it is. */
  readonly mechanisms: Map<string, readonly MechanismSeen[]>
  surveying: Promise<void> | undefined
  /** Why the last look at it failed; null where it did not. */
  problem: string | null
}

/** Looks at the slots of a module; what cannot be seen counts as not plugged in. Never throws. */
export function surveyModule(module: WatchedModule, fresh: boolean): Promise<void> {
  module.surveying ??= look(module, fresh).finally(() => {
    module.surveying = undefined
  })
  return module.surveying
}

async function look(module: WatchedModule, fresh: boolean): Promise<void> {
  try {
    const { slots } = await module.process.call<'survey'>({ call: 'survey', fresh })
    module.problem = null
    for (const { token } of slots) {
      if (token === null || module.mechanisms.has(token.address)) continue
      const { mechanisms } = await module.process.call<'mechanisms'>({ call: 'mechanisms', token: token.address })
      module.mechanisms.set(token.address, mechanisms)
    }
    module.slots = slots
  } catch (error) {
    module.problem = error instanceof Error ? error.message : String(error)
    module.slots = []
  }
}

/** Where a token is. */
export interface TokenPlace {
  readonly module: WatchedModule
  readonly slot: SlotSeen
  readonly token: TokenInSlot
}

/** @returns every token that is plugged in; one behind two modules where somebody signed in to it, else behind the first */
export function tokensIn(modules: readonly WatchedModule[]): Map<string, TokenPlace> {
  const places = new Map<string, TokenPlace>()
  for (const module of modules) {
    for (const slot of module.slots) {
      const { token } = slot
      if (token === null) continue
      const before = places.get(token.address)
      if (before === undefined || (token.open && !before.token.open)) places.set(token.address, { module, slot, token })
    }
  }
  return places
}

/** @returns algorithms that the token makes keys of */
export function algorithmsIn({ module, token }: TokenPlace): readonly KeyAlgorithmId[] {
  return algorithmsOf(module.mechanisms.get(token.address) ?? [])
}
