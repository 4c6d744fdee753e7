import { createEvents, type EventAttributes } from 'ics'
import type { ProducedFile } from '../../../src-shared/api/shapes.ts'
import { ChanceryError } from '../../../src-shared/errors.ts'
import type { DutyKind } from '../../../src-shared/model/bundle.ts'
import type { Ref } from '../../../src-shared/model/scalars.ts'
import type { CaContext } from '../context.ts'
import { dutiesOf, type Duty } from './duties.ts'

/** What is to be done, as the title of an event. */
const titles: Readonly<Record<DutyKind, (duty: Duty) => string>> = {
  'next-crl': ({ authorityName }) => `${authorityName}: sign the next CRL`,
  'crl-series': ({ authorityName }) => `${authorityName}: sign the next series of CRLs`,
  revocation: ({ authorityName, count }) => `${authorityName}: put ${count} revocations on a CRL`,
  'certificate-waiting': ({ authorityName, about }) => `${authorityName}: sign the CSR of ${about}`,
  'subordinate-renewal': ({ authorityName, about }) => `${authorityName}: renew ${about}`,
  'ocsp-responder': ({ authorityName, about }) => `${authorityName}: renew the OCSP responder ${about}`,
  'root-renewal': ({ authorityName }) => `${authorityName}: prepare the next root`,
  algorithm: ({ authorityName, about }) => `${authorityName}: replace ${about}`
}

/**
 * @returns the duties of roots as a calendar (RFC 5545), a day for each, with a reminder two weeks before. The name of an
 * event stays the same as long as the duty does, so that importing the file again moves it.
 * @throws ChanceryError `not-found`
 */
export function dutyCalendar(ca: CaContext, input: { readonly authority?: Ref | undefined }): ProducedFile {
  const duties = dutiesOf(ca, input)
  const { error, value } = createEvents(
    duties.map((duty) => eventOf(duty, ca.clock.now())),
    {
      productId: 'chancery/duties',
      calName: 'Duties of the root'
    }
  )
  if (value === null || error)
    throw new ChanceryError('internal', 'The calendar could not be written.', { cause: error ?? undefined })
  return { name: 'root-duties.ics', mediaType: 'text/calendar', base64: Buffer.from(value, 'utf8').toString('base64') }
}

function eventOf(duty: Duty, now: number): EventAttributes {
  const title = titles[duty.kind](duty)
  return {
    uid: `${duty.kind}-${duty.authorityId}-${duty.certificateId ?? 0}@chancery`,
    start: dayOf(duty.doBy),
    duration: { days: 1 },
    title,
    description: `Do it by ${textOf(duty.doBy)}.${duty.lapsesAt === null ? '' : ` On ${textOf(duty.lapsesAt)} it lapses.`}`,
    categories: ['Certificate authority'],
    busyStatus: 'FREE',
    created: dayOf(now),
    lastModified: dayOf(now),
    alarms: [{ action: 'display', description: title, trigger: { days: 14, before: true } }]
  }
}

function dayOf(unixMs: number): [number, number, number] {
  const day = new Date(unixMs)
  return [day.getUTCFullYear(), day.getUTCMonth() + 1, day.getUTCDate()]
}

function textOf(unixMs: number): string {
  return new Date(unixMs).toISOString().slice(0, 10)
}
