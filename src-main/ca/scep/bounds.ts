import type { AskedContent } from '../../../src-shared/model/request.ts'
import {
  alternativeName,
  subjectEntry,
  type AlternativeName,
  type SubjectEntry
} from '../../../src-shared/model/subject-entry.ts'
import { z } from 'zod'
import { requestedNames, subjectEntries } from '../../pki/describe/csr.ts'
import type { Certificate } from '../../pki/model.ts'
import { ScepRefusal } from './refusal.ts'

/** What a secret lets a device ask for; empty lists bind nothing. */
export interface ScepBounds {
  readonly names: readonly AlternativeName[]
  readonly subject: readonly SubjectEntry[]
}

const namesSchema = z.array(alternativeName)
const subjectSchema = z.array(subjectEntry)

/** @returns the bounds as a row keeps them */
export function boundsOf(row: { readonly names: unknown; readonly subject: unknown }): {
  names: AlternativeName[]
  subject: SubjectEntry[]
} {
  return { names: namesSchema.parse(row.names), subject: subjectSchema.parse(row.subject) }
}

const nameKey = ({ type, value }: { readonly type: string; readonly value: string }): string =>
  `${type}:${value.toLowerCase()}`

/**
 * Keeps a request within the bounds of its secret. Bound names and a bound subject take the place of what is asked.
 * @param identifier of the device, which may be its common name
 * @throws ScepRefusal for a name that the secret is not for
 */
export function withinBounds(
  asked: AskedContent,
  { names, subject }: ScepBounds,
  identifier: string | null
): AskedContent {
  if (names.length > 0) {
    const known = new Set(names.map(nameKey))
    const strange = (asked.alternativeNames ?? []).find((name) => !known.has(nameKey(name)))
    if (strange !== undefined) throw outside(`${strange.type}:${strange.value}`)
    const called = new Set([...names.map(({ value }) => value), identifier ?? ''].map((text) => text.toLowerCase()))
    const common = (asked.subject ?? []).find(({ type, value }) => type === 'CN' && !called.has(value.toLowerCase()))
    if (subject.length === 0 && common !== undefined) throw outside(`the common name ${common.value}`)
  }
  return {
    ...asked,
    ...(names.length > 0 ? { alternativeNames: [...names] } : {}),
    ...(subject.length > 0 ? { subject: [...subject] } : {})
  }
}

function outside(name: string): ScepRefusal {
  return new ScepRefusal('badRequest', `The secret is not for ${name.slice(0, 200)}.`, {
    advice: 'Make a secret for these names, or set the names of the device right.'
  })
}

/**
 * Renewal gives nothing that the certificate before did not have (RFC 8894 2.2).
 * @throws ScepRefusal for a name or an attribute that is new
 */
export function requireWithinPrevious(asked: AskedContent, previous: Certificate): void {
  const names = new Set(requestedNames(previous).map(nameKey))
  const attributes = new Set(subjectEntries(previous.subject.value).map(nameKey))
  const name = (asked.alternativeNames ?? []).find((one) => !names.has(nameKey(one)))
  const attribute = (asked.subject ?? []).find((one) => !attributes.has(nameKey(one)))
  const strange = name ?? attribute
  if (strange === undefined) return
  throw new ScepRefusal(
    'badRequest',
    `The certificate that signed this renewal does not have ${strange.type}:${strange.value.slice(0, 200)}.`,
    { advice: 'For other names the device enrols anew, with a secret.' }
  )
}
