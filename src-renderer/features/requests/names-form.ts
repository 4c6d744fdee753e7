import { z } from 'zod'
import type { Reason } from '../../../src-shared/errors.ts'
import { parseDuration } from '../../../src-shared/model/duration.ts'
import type { ProfileContent } from '../../../src-shared/model/profile.ts'
import type { AskedContent } from '../../../src-shared/model/request.ts'
import { alternativeNameType } from '../../../src-shared/model/subject-entry.ts'

/** The names and the validity as a form holds them: rows, empty ones allowed while typing. */
export const namesForm = z.object({
  subject: z.array(z.object({ type: z.string().max(200), value: z.string().max(2000) })).max(100),
  names: z.array(z.object({ type: alternativeNameType, value: z.string().max(2000) })).max(1000),
  validity: z
    .string()
    .max(40)
    .refine(
      (text) => text === '' || parseDuration(text) !== undefined,
      'Write a duration such as 90d, 1y, 6mo or 12h.'
    ),
  note: z.string().max(2000),
  contact: z.union([z.literal(''), z.email('Write a mail address such as name@example.org.').max(254)])
})
export type NamesForm = z.output<typeof namesForm>

/** @returns what the form asks for; rows without a value ask for nothing, and a part without rows is left out */
export function askedFrom(form: Pick<NamesForm, 'subject' | 'names' | 'validity'>): AskedContent {
  const subject = form.subject
    .map(({ type, value }) => ({ type, value: value.trim() }))
    .filter(({ type, value }) => type !== '' && value !== '')
  const names = form.names.map(({ type, value }) => ({ type, value: value.trim() })).filter(({ value }) => value !== '')
  const duration = form.validity.trim()
  return {
    ...(subject.length === 0 ? {} : { subject }),
    ...(names.length === 0 ? {} : { alternativeNames: names }),
    ...(duration === '' || parseDuration(duration) === undefined ? {} : { validity: { duration } })
  }
}

/** @returns the form's rows for content that was asked for */
export function formFrom(asked: AskedContent): Pick<NamesForm, 'subject' | 'names' | 'validity'> {
  return {
    subject: [...(asked.subject ?? [])],
    names: [...(asked.alternativeNames ?? [])],
    validity: asked.validity !== undefined && 'duration' in asked.validity ? asked.validity.duration : ''
  }
}

/** @returns what differs between two contents, part by part, as text */
export function differences(
  before: AskedContent,
  after: AskedContent
): readonly { part: 'subject' | 'names' | 'validity'; before: string; after: string }[] {
  const lines = (content: AskedContent): Record<'subject' | 'names' | 'validity', string> => ({
    subject: (content.subject ?? []).map(({ type, value }) => `${type}=${value}`).join(', '),
    names: (content.alternativeNames ?? []).map(({ type, value }) => `${type}:${value}`).join(', '),
    validity: formFrom(content).validity
  })
  const [first, second] = [lines(before), lines(after)]
  return (['subject', 'names', 'validity'] as const)
    .filter((part) => first[part] !== second[part])
    .map((part) => ({ part, before: first[part], after: second[part] }))
}

/**
 * @returns the broken rule that speaks of this value: reasons name the field (`subject.CN`, `alternativeNames.dns`) or the
 *   identifier itself (`dns:www.example.test`)
 */
export function problemOf(
  reasons: readonly Reason[],
  list: 'subject' | 'names',
  type: string,
  value: string
): string | undefined {
  const field = list === 'subject' ? `subject.${type}` : `alternativeNames.${type}`
  const exact = reasons.find(
    ({ where }) => where === `${type}:${value.trim()}` || where === `${type}:${value.trim().toLowerCase()}`
  )
  return (exact ?? reasons.find(({ where }) => where === field))?.message
}

/** @returns rows that the profile wants filled in, for a request without a CSR */
export function startingNames(content: ProfileContent): Pick<NamesForm, 'subject' | 'names'> {
  return {
    subject: content.subject.attributes
      .filter(({ source }) => source !== 'fixed')
      .map(({ type, value }) => ({ type, value: value ?? '' })),
    names: content.alternativeNames.rules
      .filter(({ source, required }) => source !== 'fixed' && (required || content.alternativeNames.rules.length <= 3))
      .map(({ type, values }) => ({ type, value: values[0] ?? '' }))
  }
}
