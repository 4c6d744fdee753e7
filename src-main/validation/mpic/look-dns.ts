import { noDetails } from '../../pki/mpic/check-response.ts'
import type { ContactMethod, DcvParameters } from '../../pki/mpic/dcv-parameters.ts'
import type { LookupResult, Lookups } from '../dns/lookup.ts'
import { andAncestors, parseName } from '../dns/name.ts'
import { dataText } from '../dns/record-text.ts'
import type { RecordData } from '../dns/record.ts'
import { incomplete, type Look } from './look.ts'

type DnsMethod = Extract<DcvParameters, { method: 'acme-dns-01' | 'dns-change' | ContactMethod }>

/** Where a method looks, for what, and when a record is the right one. */
interface Plan {
  readonly place: string
  readonly type: 'TXT' | 'CNAME' | 'CAA'
  /** BR 3.2.2.4.13 and .17: contacts in CAA records are looked for on the way up (RFC 8659 3). */
  readonly climbs: boolean
  readonly fits: (record: RecordData) => boolean
}

/** Looks for the record of a method. The values of TXT records are compared by letter case, names are not. */
export async function lookAtPlace(
  lookups: Lookups,
  dcv: DnsMethod,
  target: string,
  signal: AbortSignal
): Promise<Look> {
  const { place, type, climbs, fits } = planOf(dcv, target)
  const asked = parseName(place)
  const places = climbs ? andAncestors(asked).slice(0, -1) : [asked]
  let last: LookupResult<'TXT' | 'CNAME' | 'CAA'> | undefined
  for (const name of places) {
    last = await lookups.lookup(name, type, { fresh: true, signal })
    if (last.outcome.kind === 'found' || last.outcome.kind === 'failed' || last.security === 'bogus') break
  }
  if (last === undefined) return incomplete('mpic_error:dcv_checker:lookup', `${place} is no name to look up.`)
  const details = { ...noDetails, validationMethod: dcv.method }
  const { outcome } = last
  if (outcome.kind === 'failed' || last.security === 'bogus' || last.security === 'indeterminate') {
    const why = outcome.kind === 'failed' ? outcome.message : last.why
    return incomplete('mpic_error:dcv_checker:lookup', `${type} of ${place} could not be read: ${why}`, details)
  }
  if (outcome.kind !== 'found')
    return {
      completed: true,
      passed: false,
      errors: [
        {
          type: 'mpic_error:dcv_checker:lookup',
          message:
            outcome.kind === 'no-name'
              ? `Error type: NXDOMAIN, there is no name ${place}.`
              : `Error type: NoAnswer, ${place} has no ${type} record.`
        }
      ],
      details
    }
  return {
    completed: true,
    passed: outcome.records.some(fits),
    errors: [],
    details: {
      ...details,
      records: outcome.records.map(textOf),
      responseCode: 0,
      adFlag: last.security === 'secure',
      foundAt: last.name.replace(/\.$/, ''),
      aliases: last.aliases.map(({ to }) => to.replace(/\.$/, ''))
    }
  }
}

function planOf(dcv: DnsMethod, target: string): Plan {
  const equals = (value: string) => (record: RecordData) => textOf(record) === value
  const contact = (tag: string, value: string) => (record: RecordData) =>
    record.type === 'CAA' && record.tag.toLowerCase() === tag && latin1(record.value) === value
  switch (dcv.method) {
    case 'acme-dns-01':
      return { place: `_acme-challenge.${target}`, type: 'TXT', climbs: false, fits: equals(dcv.digest) }
    case 'dns-change':
      return {
        place: dcv.prefix === '' ? target : `${dcv.prefix}.${target}`,
        type: dcv.recordType,
        climbs: false,
        fits: (record) => holds(valueOf(record), dcv.value, dcv.exact, dcv.recordType === 'TXT')
      }
    case 'contact-email-txt':
      return { place: `_validation-contactemail.${target}`, type: 'TXT', climbs: false, fits: equals(dcv.value) }
    case 'contact-phone-txt':
      return { place: `_validation-contactphone.${target}`, type: 'TXT', climbs: false, fits: equals(dcv.value) }
    case 'contact-email-caa':
      return { place: target, type: 'CAA', climbs: true, fits: contact('contactemail', dcv.value) }
    case 'contact-phone-caa':
      return { place: target, type: 'CAA', climbs: true, fits: contact('contactphone', dcv.value) }
  }
}

function holds(seen: string, wanted: string, exact: boolean, byCase: boolean): boolean {
  const [a, b] = byCase ? [seen, wanted] : [seen.toLowerCase(), wanted.toLowerCase()]
  return exact ? a === b || a === `${b}.` : a.includes(b)
}

const latin1 = (octets: Uint8Array): string => Buffer.from(octets).toString('latin1')

/** What a change is looked for in: the text, the target, or the value of a CAA property. */
function valueOf(record: RecordData): string {
  return record.type === 'CAA' ? latin1(record.value) : textOf(record)
}

/** RFC 7208 3.3: the strings of a TXT record belong together; other records as a zone file writes them. */
function textOf(record: RecordData): string {
  return record.type === 'TXT' ? latin1(Buffer.concat(record.strings)) : dataText(record)
}
