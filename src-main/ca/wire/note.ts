import type { CaContext } from '../context.ts'

/** Sentences that are kept of one exchange. */
const MAX_NOTES = 10

/**
 * Tells the exchange that is being recorded, if there is one, what the operator is told: the line of the service log.
 * Called whether the line is written or left out for its number.
 */
export function noteOnWire(ca: Pick<CaContext, 'memory'>, message: string): void {
  const lines = ca.memory.wire.notes?.getStore()?.lines
  if (lines !== undefined && lines.length < MAX_NOTES && !lines.includes(message)) lines.push(message)
}
