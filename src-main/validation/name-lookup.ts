import { ChanceryError } from '../../src-shared/errors.ts'
import type { NameLookup } from './challenge.ts'
import type { QueryType } from './dns/codes.ts'
import type { LookupResult, Lookups } from './dns/lookup.ts'
import { parseName } from './dns/name.ts'

/** Hears of every lookup, so that what a proof rests on can be kept. */
export type LookupHeard = (result: HeardLookup) => void

/** One lookup without its records. */
export type HeardLookup = Pick<
  LookupResult<QueryType>,
  'name' | 'type' | 'security' | 'why' | 'aliases' | 'facts' | 'servers' | 'at'
>

/**
 * The names of the outside through the validating resolver: a bogus answer is none, and neither is one whose chain could
 * not be read. A resolver that cannot be used fails the lookup, not its caller. Asked fresh each time, because somebody has just published what is looked for.
 */
export function validatedNames(lookups: () => Lookups, heard: LookupHeard = () => undefined): NameLookup {
  async function records<T extends 'A' | 'AAAA' | 'TXT'>(
    name: string,
    type: T,
    signal: AbortSignal
  ): Promise<LookupResult<T>> {
    const result = await lookups().lookup(parseName(name), type, { fresh: true, signal })
    heard(result)
    const { outcome } = result
    if (result.security === 'bogus')
      throw new ChanceryError('bad-signature', `The ${type} records of ${name} fail DNSSEC: ${result.why}.`)
    if (outcome.kind === 'failed') throw new ChanceryError('io', outcome.message)
    if (result.security === 'indeterminate')
      throw new ChanceryError(
        'bad-signature',
        `The ${type} records of ${name} could not be validated: ${result.why}. If the name belongs to your own network, add its zone to the unsigned zones of the settings.`
      )
    if (outcome.kind !== 'found') throw new ChanceryError('not-found', `${name} has no ${type} record.`)
    return result
  }
  return {
    addresses: async (name, family, signal) => {
      const { outcome } = await (family === 4 ? records(name, 'A', signal) : records(name, 'AAAA', signal))
      return outcome.kind === 'found' ? outcome.records.map(({ address }) => address) : []
    },
    texts: async (name, signal) => {
      const { outcome } = await records(name, 'TXT', signal)
      return outcome.kind === 'found' ? outcome.records.map(({ strings }) => textOf(strings)) : []
    }
  }
}

/** RFC 7208 3.3: the strings of one record belong together. */
function textOf(strings: readonly Uint8Array[]): string {
  return Buffer.concat(strings).toString('latin1')
}
