import type { DnsSecurity } from '../../../src-shared/model/validation.ts'
import type { HeardLookup } from '../../validation/name-lookup.ts'
import type { Control } from '../../validation/control.ts'
import { drafted, type EvidenceDraft } from './evidence.ts'

const order: readonly DnsSecurity[] = ['bogus', 'indeterminate', 'insecure', 'secure']

/** @returns the lookup on which least can be built, or undefined */
export function weakestOf(lookups: readonly HeardLookup[]): HeardLookup | undefined {
  return order.map((security) => lookups.find((one) => one.security === security)).find((one) => one !== undefined)
}

/**
 * What DNSSEC said of the lookups of one check (RA-022): signed and right is verified; not signed is not performed, and in
 * nobody's way; wrongly signed is failed; what could not be validated is not performed, and the check itself has failed.
 */
export function dnssecEvidence(
  control: Pick<Control, 'validates' | 'from'>,
  subject: string,
  lookups: readonly HeardLookup[],
  now: number
): EvidenceDraft {
  const found = { kind: 'dnssec', subject, seenFrom: control.from, at: now } as const
  if (!control.validates)
    return drafted({
      ...found,
      outcome: 'not-performed',
      rule: 'dnssec.off',
      reason: 'DNSSEC is switched off in the settings, so no signature was looked at.'
    })
  const weakest = weakestOf(lookups)
  if (weakest === undefined)
    return drafted({
      ...found,
      outcome: 'not-required',
      rule: 'dnssec.no-lookup',
      reason: 'No name was looked up for this check.'
    })
  const facts = factsText(lookups)
  const more = {
    steps: lookups.map(
      ({ name, type, security, why, servers }) =>
        `${type} ${name}: ${security}, ${why}${servers.length > 0 ? ` (from ${servers.join(', ')})` : ''}.`
    ),
    detail: {
      security: weakest.security,
      lookups: lookups.map(({ name, type, security, why, aliases }) => ({ name, type, security, why, aliases }))
    },
    raw: facts === '' ? null : Buffer.from(facts)
  }
  switch (weakest.security) {
    case 'secure':
      return drafted(
        {
          ...found,
          outcome: 'verified',
          rule: 'dnssec.secure',
          reason: `All answers are signed, and the signatures verify up to a trust anchor: ${weakest.why}.`
        },
        more
      )
    case 'insecure':
      return drafted(
        {
          ...found,
          outcome: 'not-performed',
          rule: 'dnssec.insecure',
          reason: `DNSSEC is not enabled there, so there is nothing to verify: ${weakest.why}.`
        },
        more
      )
    case 'bogus':
      return drafted(
        {
          ...found,
          outcome: 'failed',
          rule: 'dnssec.bogus',
          reason: `DNSSEC is enabled and the answer of ${weakest.name} fails it: ${weakest.why}.`
        },
        more
      )
    case 'indeterminate':
      return drafted(
        {
          ...found,
          outcome: 'not-performed',
          rule: 'dnssec.indeterminate',
          reason: `It could not be found out whether ${weakest.name} is signed: ${weakest.why}.`
        },
        more
      )
  }
}

/** Everything that a verdict rests on, as text of a zone file. */
function factsText(lookups: readonly HeardLookup[]): string {
  const lines = lookups.flatMap(({ facts }) =>
    facts.flatMap(({ role, owner, type, ttl, records, signatures, verifiedBy }) => [
      `; ${role}${verifiedBy === undefined ? '' : `, verified by key ${verifiedBy.keyTag} of ${verifiedBy.zone} (${verifiedBy.algorithm}) until ${verifiedBy.until}`}`,
      ...records.map((record) => `${owner} ${ttl} IN ${type} ${record}`),
      ...signatures.map((signature) => `${owner} ${ttl} IN RRSIG ${signature}`)
    ])
  )
  return [...new Set(lines)].join('\n')
}
