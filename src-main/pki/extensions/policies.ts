import { ChanceryError } from '../../../src-shared/errors.ts'
import type { DerReader } from '../der/reader.ts'
import { isIa5String, isStringTag, stringText, utf8Octets } from '../der/strings.ts'
import { context, IA5_STRING, INTEGER, SEQUENCE, UTF8_STRING } from '../der/tags.ts'
import { DerWriter, encode } from '../der/writer.ts'
import type { Extension, PolicyConstraints, PolicyInformation, PolicyMapping, PolicyQualifier } from '../model.ts'
import { extensionIds } from './ids.ts'

/** id-qt-cps and id-qt-unotice, RFC 5280 4.2.1.4. */
const CPS = '1.3.6.1.5.5.7.2.1'
const USER_NOTICE = '1.3.6.1.5.5.7.2.2'

/** DisplayText may have 200 characters (RFC 5280 4.2.1.4). */
const MAX_NOTICE = 200

/** Reads CertificatePolicies (RFC 5280 4.2.1.4). A policy that stands twice is for the linter. */
export function readCertificatePolicies(reader: DerReader): PolicyInformation[] {
  const outer = reader.enter(SEQUENCE)
  const policies: PolicyInformation[] = []
  while (!reader.atEnd) {
    const inner = reader.enter(SEQUENCE)
    const oid = reader.oidText()
    policies.push({ oid, qualifiers: reader.atEnd ? [] : readQualifiers(reader) })
    reader.leave(inner)
  }
  reader.leave(outer)
  return policies
}

function readQualifiers(reader: DerReader): PolicyQualifier[] {
  const outer = reader.enter(SEQUENCE)
  const qualifiers: PolicyQualifier[] = []
  while (!reader.atEnd) {
    const inner = reader.enter(SEQUENCE)
    const oid = reader.oidText()
    if (oid === CPS) {
      reader.expect(IA5_STRING)
      qualifiers.push({ kind: 'cps', uri: readText(reader) })
    } else if (oid === USER_NOTICE) qualifiers.push(readUserNotice(reader))
    else {
      reader.next()
      qualifiers.push({ kind: 'other', oid, der: reader.element() })
    }
    reader.leave(inner)
  }
  reader.leave(outer)
  return qualifiers
}

function readUserNotice(reader: DerReader): PolicyQualifier {
  const outer = reader.enter(SEQUENCE)
  let organization: string | null = null
  const noticeNumbers: number[] = []
  if (reader.peek() === SEQUENCE) {
    const reference = reader.enter(SEQUENCE)
    reader.next()
    organization = readText(reader)
    const numbers = reader.enter(SEQUENCE)
    while (!reader.atEnd) noticeNumbers.push(reader.smallInteger())
    reader.leave(numbers)
    reader.leave(reference)
  }
  let text: string | null = null
  if (!reader.atEnd) {
    reader.next()
    text = readText(reader)
  }
  reader.leave(outer)
  return { kind: 'userNotice', organization, noticeNumbers, text }
}

/** @returns the text of the string read last. */
function readText(reader: DerReader): string {
  const text = isStringTag(reader.tag)
    ? stringText(reader.tag, reader.bytes, reader.contentStart, reader.contentEnd)
    : null
  return text ?? reader.fail('text is expected')
}

/** RFC 5280 4.2.1.4. @throws ChanceryError `invalid-input` for an empty list, a policy twice, a CPS address or notice that cannot be encoded. */
export function certificatePoliciesExtension(policies: readonly PolicyInformation[], critical = false): Extension {
  if (policies.length === 0)
    throw new ChanceryError('invalid-input', 'Certificate policies must name at least one policy (RFC 5280 4.2.1.4).')
  if (new Set(policies.map((policy) => policy.oid)).size < policies.length)
    throw new ChanceryError('invalid-input', 'A policy stands twice in the certificate policies (RFC 5280 4.2.1.4).')
  const value = encode(SEQUENCE, (writer) => {
    for (const policy of policies) {
      writer.begin(SEQUENCE).oid(policy.oid)
      if (policy.qualifiers.length > 0) {
        writer.begin(SEQUENCE)
        for (const qualifier of policy.qualifiers) writeQualifier(writer, qualifier)
        writer.end()
      }
      writer.end()
    }
  })
  return { oid: extensionIds.certificatePolicies, critical, value }
}

function writeQualifier(writer: DerWriter, qualifier: PolicyQualifier): void {
  writer.begin(SEQUENCE)
  if (qualifier.kind === 'other') writer.oid(qualifier.oid).raw(qualifier.der)
  else if (qualifier.kind === 'cps') {
    if (qualifier.uri === '' || !isIa5String(qualifier.uri))
      throw new ChanceryError('invalid-input', `The CPS address “${qualifier.uri.slice(0, 100)}” must be an ASCII URI.`)
    writer.oid(CPS).latin1(IA5_STRING, qualifier.uri)
  } else {
    writer.oid(USER_NOTICE).begin(SEQUENCE)
    if (qualifier.organization !== null) {
      writer.begin(SEQUENCE)
      writeNotice(writer, qualifier.organization)
      writer.begin(SEQUENCE)
      for (const number of qualifier.noticeNumbers) writer.integer(number)
      writer.end().end()
    }
    if (qualifier.text !== null) writeNotice(writer, qualifier.text)
    writer.end()
  }
  writer.end()
}

function writeNotice(writer: DerWriter, text: string): void {
  const length = [...text].length
  if (length === 0 || length > MAX_NOTICE)
    throw new ChanceryError(
      'invalid-input',
      `A user notice has ${length} characters; 1 to ${MAX_NOTICE} are allowed (RFC 5280 4.2.1.4).`
    )
  writer.element(UTF8_STRING, utf8Octets(text))
}

/** Reads PolicyMappings (RFC 5280 4.2.1.5). */
export function readPolicyMappings(reader: DerReader): PolicyMapping[] {
  const outer = reader.enter(SEQUENCE)
  const mappings: PolicyMapping[] = []
  while (!reader.atEnd) {
    const inner = reader.enter(SEQUENCE)
    mappings.push({ issuerDomain: reader.oidText(), subjectDomain: reader.oidText() })
    reader.leave(inner)
  }
  reader.leave(outer)
  return mappings
}

/** RFC 5280 4.2.1.5. */
export function policyMappingsExtension(mappings: readonly PolicyMapping[], critical = true): Extension {
  const value = encode(SEQUENCE, (writer) => {
    for (const mapping of mappings) writer.begin(SEQUENCE).oid(mapping.issuerDomain).oid(mapping.subjectDomain).end()
  })
  return { oid: extensionIds.policyMappings, critical, value }
}

/** Reads PolicyConstraints (RFC 5280 4.2.1.11). */
export function readPolicyConstraints(reader: DerReader): PolicyConstraints {
  const outer = reader.enter(SEQUENCE)
  const requireExplicitPolicy = reader.peek() === context(0) ? reader.smallInteger(context(0)) : null
  const inhibitPolicyMapping = reader.peek() === context(1) ? reader.smallInteger(context(1)) : null
  reader.leave(outer)
  return { requireExplicitPolicy, inhibitPolicyMapping }
}

/** RFC 5280 4.2.1.11: critical. */
export function policyConstraintsExtension(value: PolicyConstraints): Extension {
  const der = encode(SEQUENCE, (writer) => {
    if (value.requireExplicitPolicy !== null) writer.integer(value.requireExplicitPolicy, context(0))
    if (value.inhibitPolicyMapping !== null) writer.integer(value.inhibitPolicyMapping, context(1))
  })
  return { oid: extensionIds.policyConstraints, critical: true, value: der }
}

/** RFC 5280 4.2.1.14: critical. */
export function inhibitAnyPolicyExtension(skipCertificates: number): Extension {
  return {
    oid: extensionIds.inhibitAnyPolicy,
    critical: true,
    value: new DerWriter(8).integer(skipCertificates, INTEGER).finish()
  }
}
