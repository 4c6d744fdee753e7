import { Cron } from 'croner'
import { ChanceryError } from '../../../src-shared/errors.ts'

/** @returns the next of the fixed times after a moment, Unix ms; null for none. @throws ChanceryError `invalid-input` */
export function nextFixedTime(times: string | null, after: number): number | null {
  if (times === null) return null
  try {
    return new Cron(times, { timezone: 'UTC', paused: true }).nextRun(new Date(after))?.getTime() ?? null
  } catch (cause) {
    throw new ChanceryError(
      'invalid-input',
      `"${times}" is no schedule: ${cause instanceof Error ? cause.message : ''}. Write five fields as for cron, for example 0 3 * * 1 for Mondays at three (UTC).`,
      { cause }
    )
  }
}
