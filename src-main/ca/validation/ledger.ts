import { ChanceryError } from '../../../src-shared/errors.ts'
import {
  evidenceKinds,
  type Evidence,
  type EvidenceKind,
  type EvidenceOutcome
} from '../../../src-shared/model/validation.ts'
import { profileContent, type ProfileContent } from '../../../src-shared/model/profile.ts'
import { getEvidence, getListedEvidence, listEvidence } from '../../store/evidence.ts'
import { getProfileRevision } from '../../store/profiles.ts'
import { getRequest } from '../../store/requests.ts'
import { reader } from '../../store/store.ts'
import type { CaContext } from '../context.ts'
import { evidenceView, usualLives } from './evidence.ts'

/** Checks of one request that are shown. */
const mostOfRequest = 500

export interface LedgerFilter {
  readonly kind?: EvidenceKind | undefined
  readonly outcome?: EvidenceOutcome | undefined
  readonly subject?: string | undefined
  readonly from?: number | undefined
  readonly to?: number | undefined
  readonly request?: number | undefined
  readonly domain?: number | undefined
  readonly mailbox?: number | undefined
  readonly cursor?: string | undefined
  readonly limit: number
}

/** @returns a page of all evidence, newest first. @throws ChanceryError `malformed` (cursor) */
export function listLedger(
  ca: CaContext,
  filter: LedgerFilter
): { rows: Evidence[]; next: string | null; total: number | null } {
  const now = ca.clock.now()
  const days = ca.settings().proofReuseDays
  const { request, domain, mailbox, cursor, limit, ...rest } = filter
  const page = listEvidence(
    reader(ca.store),
    { ...rest, requestId: request, domainId: domain, mailboxId: mailbox },
    now,
    usualLives(days),
    limit,
    cursor ?? null
  )
  return { rows: page.rows.map((row) => evidenceView(row, now, days)), next: page.next, total: null }
}

/** @throws ChanceryError `not-found` */
export function showEvidence(ca: CaContext, id: number): { evidence: Evidence } {
  const row = getListedEvidence(reader(ca.store), id)
  if (row === undefined) throw new ChanceryError('not-found', `There is no evidence with number ${id}.`)
  return { evidence: evidenceView(row, ca.clock.now(), ca.settings().proofReuseDays) }
}

/** @returns the bytes that were seen. @throws ChanceryError `not-found` */
export function rawEvidence(ca: CaContext, id: number): { name: string; mediaType: string; base64: string } {
  const row = getEvidence(reader(ca.store), id)
  if (row === undefined) throw new ChanceryError('not-found', `There is no evidence with number ${id}.`)
  if (row.raw === null) throw new ChanceryError('not-found', `Evidence ${id} rests on no bytes: ${row.reason}`)
  return {
    name: `evidence-${id}-${row.kind}.bin`,
    mediaType: 'application/octet-stream',
    base64: Buffer.from(row.raw).toString('base64')
  }
}

/**
 * @returns every kind of check of a request: what was stored, and for a kind of which nothing is stored a row with id 0
 *   that says why: not required, or not performed
 * @throws ChanceryError `not-found`
 */
export function requestChecks(ca: CaContext, id: number): { evidence: Evidence[] } {
  const from = reader(ca.store)
  const request = getRequest(from, id)
  if (request === undefined) throw new ChanceryError('not-found', `There is no request with number ${id}.`)
  const now = ca.clock.now()
  const days = ca.settings().proofReuseDays
  const stored = listEvidence(from, { requestId: id }, now, usualLives(days), mostOfRequest).rows.map((row) =>
    evidenceView(row, now, days)
  )
  const revision = getProfileRevision(from, request.profileRevisionId)
  const content = profileContent.safeParse(revision?.content)
  const missing = evidenceKinds
    .filter((kind) => !stored.some((one) => one.kind === kind))
    .map((kind) => unstored(kind, request.subject, content.success ? content.data : null, id, request.updatedAt))
  return { evidence: [...stored, ...missing] }
}

function unstored(
  kind: EvidenceKind,
  subject: string,
  content: ProfileContent | null,
  requestId: number,
  at: number
): Evidence {
  const required = content !== null && isRequired(kind, content)
  return {
    id: 0,
    kind,
    subject,
    method: null,
    outcome: required ? 'not-performed' : 'not-required',
    rule: required ? `${kind}.not-reached` : `${kind}.not-required`,
    reason: required
      ? 'The profile asks for this check, and the request did not come so far, or has no name that it could look at.'
      : 'Nothing asked for this check when the request was made.',
    from: '',
    steps: [],
    detail: null,
    rawBytes: 0,
    rawCut: false,
    at,
    expiresAt: null,
    restsOn: null,
    requestId,
    domainId: null,
    mailboxId: null,
    holder: null
  }
}

function isRequired(kind: EvidenceKind, { proof }: ProfileContent): boolean {
  switch (kind) {
    case 'domain':
      return proof.domains === 'required'
    case 'mailbox':
      return proof.mailboxes === 'required'
    case 'caa':
      return proof.caa === 'warn' || proof.caa === 'enforce'
    case 'mpic':
      return proof.mpic === 'required'
    case 'dnssec':
      return false
  }
}
