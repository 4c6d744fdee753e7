import type { WireReplay } from '../../src-shared/api/wire.ts'
import type { Actor } from '../../src-shared/model/channel.ts'
import type { CaContext } from '../ca/context.ts'
import { runWireChore } from '../ca/wire/chore.ts'
import { exchangeWatch } from '../ca/wire/keep.ts'
import { resumeRecordings } from '../ca/wire/recordings.ts'
import type { WireWatch } from '../protocols/http/wire-tap.ts'
import type { Chore } from './jobs.ts'
import { replayExchange } from './wire-replay.ts'

/** The wire inspector of an engine. */
export interface Wire {
  /** What listeners ask for each request. */
  readonly watch: WireWatch
  readonly chore: Chore
  /**
   * Gives a message that was kept to a test authority.
   * @throws ChanceryError `not-found`; `locked`; `too-large` where the database is too large to be copied
   */
  replay(
    input: { readonly id: number; readonly authorization?: string | undefined },
    actor: Actor
  ): Promise<{ replay: WireReplay }>
}

/** Goes on with recordings that ran when the engine ended. */
export function createWire(ca: CaContext): Wire {
  resumeRecordings(ca)
  return {
    watch: exchangeWatch(ca),
    chore: { name: 'wire', run: (signal) => runWireChore(ca, signal) },
    replay: (input, actor) => replayExchange(ca, input, actor)
  }
}
