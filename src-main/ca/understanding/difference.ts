import type { Difference, DifferenceRow } from '../../../src-shared/model/difference.ts'
import { ChanceryError } from '../../../src-shared/errors.ts'
import { sameBytes } from '../../pki/der/hex.ts'
import { parseCertificate } from '../../pki/certificate.ts'
import { parseCrl } from '../../pki/crl.ts'
import { parseCsr } from '../../pki/csr.ts'
import { parsePublicKeyInfo } from '../../pki/spki.ts'
import { changesBetween } from '../crl/diff.ts'
import { compareAsn1 } from './asn1-difference.ts'
import { certificateFields, crlFields, csrFields, publicKeyFields, unknownFields, type Field } from './fields.ts'

/** Entries of two CRLs that are listed one by one; the rest is counted. */
const MOST_ENTRIES = 1000

/** What stands on one side of a comparison. */
export interface Compared {
  readonly der: Uint8Array
  readonly certificateId: number | null
}

interface Read {
  readonly kind: 'certificate' | 'csr' | 'crl' | 'public-key' | 'asn1'
  readonly title: string
  readonly fields: Field[]
}

/**
 * Compares any two objects field by field and element by element. Fields that both have the same are listed too, so that
 * nothing is left out.
 * @throws ChanceryError `malformed` where one is not ASN.1
 */
export function differenceOf(before: Compared, after: Compared): Difference {
  const [first, second] = [readObject(before.der), readObject(after.der)]
  const { differences, more } = compareAsn1(before.der, after.der)
  const entries = first.kind === 'crl' && second.kind === 'crl' ? entryRows(before.der, after.der) : []
  const rows = fieldRows(first.fields, second.fields)
  return {
    before: { kind: first.kind, title: first.title, certificateId: before.certificateId },
    after: { kind: second.kind, title: second.title, certificateId: after.certificateId },
    identical: sameBytes(before.der, after.der),
    rows: [...rows.slice(0, -1), ...entries, ...rows.slice(-1)],
    asn1: differences,
    asn1More: more
  }
}

/** @returns every field of either side once: in the order of the first, those that only the second has where they stand there */
export function fieldRows(before: readonly Field[], after: readonly Field[]): DifferenceRow[] {
  const known = new Map(after.map((field) => [field.field, field]))
  const listed = new Set(before.map(({ field }) => field))
  const rows = before.map((field) => rowOf(field, known.get(field.field)))
  let place = 0
  for (const field of after) {
    const at = rows.findIndex((row) => row.field === field.field)
    if (listed.has(field.field)) place = at + 1
    else rows.splice(place++, 0, rowOf(undefined, field))
  }
  return rows
}

function rowOf(before: Field | undefined, after: Field | undefined): DifferenceRow {
  const either = before ?? after
  if (either === undefined) throw new ChanceryError('internal', 'A row of a comparison needs a side.')
  const kind =
    before === undefined ? 'added' : after === undefined ? 'removed' : before.exact === after.exact ? 'same' : 'changed'
  return {
    field: either.field,
    label: either.label,
    kind,
    before: before?.text ?? null,
    after: after?.text ?? null,
    encodingOnly: kind === 'changed' && before?.text === after?.text
  }
}

function entryRows(before: Uint8Array, after: Uint8Array): DifferenceRow[] {
  const changes = changesBetween(parseCrl(before), parseCrl(after))
  const words = (said: (typeof changes)[number]['before']): string | null =>
    said === null
      ? null
      : [
          said.reason,
          new Date(said.revokedAt).toISOString(),
          ...(said.invalidityDate === null ? [] : [`invalid since ${new Date(said.invalidityDate).toISOString()}`])
        ].join(', ')
  const rows = changes.slice(0, MOST_ENTRIES).map((change): DifferenceRow => ({
    field: `entry.${change.serial}`,
    label: `Entry ${change.serial}`,
    kind: change.kind,
    before: words(change.before),
    after: words(change.after),
    encodingOnly: false
  }))
  const left = changes.length - rows.length
  if (left > 0)
    rows.push({
      field: 'entries.more',
      label: 'More entries that differ',
      kind: 'changed',
      before: null,
      after: String(left),
      encodingOnly: false
    })
  return rows
}

function readObject(der: Uint8Array): Read {
  return (
    attempt(() => {
      const certificate = parseCertificate(der)
      const subject = certificate.subject.text
      return {
        kind: 'certificate' as const,
        title: subject === '' ? certificate.serial : subject,
        fields: certificateFields(certificate)
      }
    }) ??
    attempt(() => {
      const csr = parseCsr(der)
      return { kind: 'csr' as const, title: csr.subject.text, fields: csrFields(csr) }
    }) ??
    attempt(() => {
      const crl = parseCrl(der)
      return { kind: 'crl' as const, title: crl.issuer.text, fields: crlFields(crl) }
    }) ??
    attempt(() => {
      const key = parsePublicKeyInfo(der)
      return { kind: 'public-key' as const, title: key.facts.label, fields: publicKeyFields(key) }
    }) ?? { kind: 'asn1', title: 'ASN.1', fields: unknownFields(der) }
  )
}

function attempt<Value>(read: () => Value): Value | undefined {
  try {
    return read()
  } catch (error) {
    if (error instanceof ChanceryError) return undefined
    throw error
  }
}
