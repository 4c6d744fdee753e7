import { ChanceryError } from '../../src-shared/errors.ts'
import { report, ValidationFailed, type ValidationReport, type ValidationWorld } from './challenge.ts'

/** Records of one name that are looked at and told. */
const mostTexts = 50

/**
 * Looks for a TXT record that equals a value.
 * @param what the value is, for the sentence of success
 * @throws ChanceryError `cancelled`
 */
export function textEquals(
  world: Pick<ValidationWorld, 'lookup'>,
  place: string,
  expected: string,
  what: string,
  signal: AbortSignal
): Promise<ValidationReport> {
  return report(
    `A TXT record of ${place} holds the ${what}.`,
    async (trace) => {
      const texts = await textsAt(world, place, expected, signal)
      const shown = texts.slice(0, mostTexts)
      trace.seen = Buffer.from(shown.join('\n'), 'latin1')
      for (const text of shown) trace.steps.push(`TXT ${place}: "${text.slice(0, 200).replace(/[^\x20-\x7e]/g, '?')}"`)
      if (!texts.includes(expected))
        throw new ValidationFailed(
          'unauthorized',
          `${texts.length === 1 ? 'The TXT record' : `None of the ${texts.length} TXT records`} of ${place} ${texts.length === 1 ? 'does not hold' : 'holds'} "${expected}". An old record may still be in the caches of name servers.`
        )
    },
    signal
  )
}

async function textsAt(
  world: Pick<ValidationWorld, 'lookup'>,
  place: string,
  expected: string,
  signal: AbortSignal
): Promise<readonly string[]> {
  try {
    return await world.lookup.texts(place, signal)
  } catch (error) {
    if (!(error instanceof ChanceryError) || signal.aborted) throw error
    if (error.code === 'not-found')
      throw new ValidationFailed(
        'unauthorized',
        `There is no TXT record at ${place}. Publish one with the value "${expected}".`
      )
    throw new ValidationFailed('dns', error.message)
  }
}
