import type { DrillRow } from '../../../src-shared/api/dashboard.ts'
import { addDuration, parseDuration } from '../../../src-shared/model/duration.ts'
import { certificateStateAt } from '../../store/certificate-state.ts'
import type { CertificateRecord } from '../../store/certificates.ts'
import { getOrganization } from '../../store/organizations.ts'
import { certificatesById, requestsById, type DrilledRequest } from '../../store/tallies-drill.ts'
import { nameLookup } from '../certificates/rows.ts'
import type { CaContext } from '../context.ts'
import type { ChartedDomain } from './domain-charts.ts'
import type { Figures } from './figures.ts'
import { familyOf, keySizeOf } from './kind-charts.ts'
import { attributeTexts, subTypeOf, termDays, unescaped } from './shape.ts'
import { requestType } from './time-charts.ts'

const dayMs = 86_400_000
const blank = {
  department: null,
  type: null,
  orderNumber: null,
  serial: null,
  termDays: null,
  status: null,
  requestedAt: null,
  issuedAt: null,
  expiresAt: null,
  subType: null,
  profile: null,
  signer: null,
  keyAlgorithm: null,
  keySize: null,
  signatureAlgorithm: null,
  delegation: null,
  proofState: null
} as const

/** Name, organization and department as a subject says them. */
function ofSubject(subject: string, names: string): Pick<DrillRow, 'commonName' | 'organization' | 'department'> {
  const value = (type: string): string | null => {
    const text = attributeTexts(subject, type)[0]
    return text === undefined ? null : unescaped(text)
  }
  return {
    commonName: value('CN') ?? names.split(' ')[0] ?? '',
    organization: value('O'),
    department: value('OU')
  }
}

/** @returns rows for certificates of these ids, in their order */
export function certificateRowsOf(ca: CaContext, figures: Figures, ids: readonly number[]): DrillRow[] {
  const found = certificatesById(figures.from, ids)
  const records = ids.flatMap((id) => found.get(id) ?? [])
  const requests = requestsById(
    figures.from,
    records.flatMap(({ requestId }) => requestId ?? [])
  )
  const names = nameLookup(figures.from)
  return records.map((record) => ({
    ...blank,
    ...certificateCells(ca, figures, record),
    kind: 'certificate',
    id: record.id,
    orderNumber: record.requestId,
    requestedAt: record.requestId === null ? null : (requests.get(record.requestId)?.createdAt ?? null),
    profile: names.profile(record.profileId),
    signer: names.authority(record.authorityId) ?? record.issuer
  }))
}

function certificateCells(ca: CaContext, figures: Figures, record: CertificateRecord) {
  const type =
    record.class === 'authority' || record.class === 'service'
      ? record.class
      : figures.meaning(record.profileRevisionId ?? 0)?.type
  return {
    ...ofSubject(record.subject, record.names),
    type: type ?? 'other',
    serial: record.serial,
    termDays: termDays(record.notBefore, record.notAfter),
    status: certificateStateAt(record, figures.now, ca.settings().expiringDays),
    issuedAt: record.createdAt,
    expiresAt: record.notAfter,
    subType: subTypeOf(record.names),
    keyAlgorithm: familyOf(record.keyAlgorithm),
    keySize: keySizeOf(record.keyAlgorithm),
    signatureAlgorithm: record.signatureAlgorithm
  } as const
}

/** @returns rows for requests of these ids, in their order; those that became certificates tell of these */
export function requestRowsOf(ca: CaContext, figures: Figures, ids: readonly number[]): DrillRow[] {
  const found = requestsById(figures.from, ids)
  const requests = ids.flatMap((id) => found.get(id) ?? [])
  const certificates = certificatesById(
    figures.from,
    requests.flatMap(({ certificateId }) => certificateId ?? [])
  )
  return requests.map((request) => {
    const certificate = request.certificateId === null ? undefined : certificates.get(request.certificateId)
    return {
      ...blank,
      ...(certificate === undefined ? {} : certificateCells(ca, figures, certificate)),
      ...ofSubject(request.subject, certificate?.names ?? ''),
      kind: 'request',
      id: request.id,
      type: requestType(figures, request.profileRevisionId),
      orderNumber: request.id,
      // The words of requests: what became of a certificate afterwards is told by its own charts.
      status: request.state,
      termDays: certificate === undefined ? askedDays(request) : termDays(certificate.notBefore, certificate.notAfter),
      requestedAt: request.createdAt
    }
  })
}

function askedDays({ duration, createdAt }: DrilledRequest): number | null {
  const asked = duration === null ? undefined : parseDuration(duration)
  return asked === undefined ? null : Math.round((addDuration(createdAt, asked) - createdAt) / dayMs)
}

/** @returns the row of a domain */
export function domainRowOf(figures: Figures, { row, state, endsAt }: ChartedDomain): DrillRow {
  return {
    ...blank,
    kind: 'domain',
    id: row.id,
    commonName: row.name,
    organization: getOrganization(figures.from, row.organizationId)?.name ?? null,
    delegation: row.active ? 'active' : 'inactive',
    requestedAt: row.createdAt,
    expiresAt: endsAt,
    proofState: state
  }
}
