import type { AskedContent, Overrides, WantedValidity } from '../../../src-shared/model/request.ts'

export interface OverrideChange {
  readonly field: string
  readonly before: string
  readonly after: string
}

/**
 * What an override changes, field by field, for the decision that keeps it. `before` is what stood there until now:
 * the earlier override where there was one, what was asked otherwise.
 */
export function overrideChanges(
  asked: AskedContent,
  before: Overrides | null,
  after: Overrides | null
): OverrideChange[] {
  const rows: readonly (readonly [string, string, string])[] = [
    ['subject', subjectText(before?.subject ?? asked.subject), subjectText(after?.subject ?? asked.subject)],
    [
      'alternativeNames',
      namesText(before?.alternativeNames ?? asked.alternativeNames),
      namesText(after?.alternativeNames ?? asked.alternativeNames)
    ],
    ['validity', validityText(before?.validity ?? asked.validity), validityText(after?.validity ?? asked.validity)]
  ]
  return rows.flatMap(([field, old, now]) => (old === now ? [] : [{ field, before: old, after: now }]))
}

function subjectText(entries: AskedContent['subject']): string {
  return (entries ?? []).map(({ type, value }) => `${type}=${value}`).join(', ')
}

function namesText(names: AskedContent['alternativeNames']): string {
  return (names ?? []).map(({ type, value }) => `${type}:${value}`).join(', ')
}

function validityText(validity: WantedValidity | undefined): string {
  if (validity === undefined) return ''
  if ('duration' in validity) return validity.duration
  const from = validity.notBefore === undefined ? '' : `${new Date(validity.notBefore).toISOString()} `
  return `${from}until ${new Date(validity.notAfter).toISOString()}`
}
