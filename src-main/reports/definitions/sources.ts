import { assertNever } from '../../../src-shared/assert-never.ts'
import { certificateSource, statisticsSource } from './certificates.ts'
import {
  chosenStates,
  ofAuthorityAndProfile,
  periodOver,
  together,
  type ReportSource,
  type ReportWish
} from './source.ts'

/** @returns where the rows of a report come from */
export function sourceOf(wish: ReportWish): ReportSource {
  switch (wish.report) {
    case 'statistics':
      return statisticsSource(wish)
    case 'all-certificates':
    case 'active-certificates':
    case 'revoked-certificates':
    case 'suspended-certificates':
    case 'expired-certificates':
      return certificateSource(wish)
    case 'crls':
      return crlSource(wish)
    case 'requests':
      return requestSource(wish)
    case 'approvals':
      return approvalSource(wish)
    case 'operators':
      return operatorSource(wish)
    case 'audit':
      return auditSource(wish)
    default:
      return assertNever(wish.report)
  }
}

/** Every CRL that was signed (EMCA-047). */
function crlSource({ parameters }: ReportWish): ReportSource {
  const { where, bound } = ofAuthorityAndProfile('l', { ...parameters, profileId: null })
  return {
    ...together({ where, bound }, periodOver('l.this_update', parameters), chosenStates('l.state', parameters)),
    from: 'crl l NOT INDEXED JOIN authority a ON a.id = l.authority_id',
    key: 'l.id',
    select: {
      authority: 'a.name',
      number: `coalesce(nullif(ltrim(l.number, '0'), ''), '0')`,
      crlKind: 'l.kind',
      scope: 'l.scope',
      thisUpdate: 'l.this_update',
      nextUpdate: 'l.next_update',
      entries: 'l.entries',
      size: 'l.size',
      crlState: 'l.state',
      reason: 'l.reason',
      sha256: 'l.sha256'
    }
  }
}

function requestSource({ parameters }: ReportWish): ReportSource {
  return {
    ...together(
      ofAuthorityAndProfile('r', parameters),
      periodOver('r.created_at', parameters),
      chosenStates('r.state', parameters)
    ),
    from: `request r NOT INDEXED JOIN authority a ON a.id = r.authority_id JOIN profile p ON p.id = r.profile_id
      LEFT JOIN certificate c ON c.id = r.certificate_id`,
    key: 'r.id',
    select: {
      id: 'r.id',
      requestState: 'r.state',
      subject: 'r.subject',
      names: 'r.names',
      requester: 'r.requester_text',
      channel: 'r.channel',
      authority: 'a.name',
      profile: 'p.name',
      approvalsNeeded: 'r.approvals_needed',
      createdAt: 'r.created_at',
      decidedAt: 'r.decided_at',
      serial: 'c.serial'
    }
  }
}

/** Every decision about requests: who, when, why. */
function approvalSource({ parameters }: ReportWish): ReportSource {
  return {
    ...together(
      ofAuthorityAndProfile('r', parameters),
      periodOver('d.at', parameters),
      chosenStates('d.decision', parameters)
    ),
    from: `request_decision d NOT INDEXED JOIN request r ON r.id = d.request_id JOIN authority a ON a.id = r.authority_id
      JOIN profile p ON p.id = r.profile_id LEFT JOIN operator o ON o.id = d.operator_id`,
    key: 'd.id',
    select: {
      at: 'd.at',
      requestId: 'd.request_id',
      subject: 'r.subject',
      decision: 'd.decision',
      operator: 'o.name',
      remarks: 'd.reason',
      authority: 'a.name',
      profile: 'p.name'
    }
  }
}

/** What each operator did, by operation and channel, as the audit log has it. */
function operatorSource({ parameters }: ReportWish): ReportSource {
  return {
    ...together({ where: ['u.operator_id IS NOT NULL'], bound: {} }, periodOver('u.at', parameters)),
    from: 'audit u',
    key: null,
    groupBy: 'u.actor, u.operation, u.channel',
    select: {
      operator: 'u.actor',
      operation: 'u.operation',
      channel: 'u.channel',
      ok: `sum(u.outcome = 'ok')`,
      refused: `sum(u.outcome = 'refused')`,
      failed: `sum(u.outcome = 'failed')`,
      firstAt: 'min(u.at)',
      lastAt: 'max(u.at)'
    }
  }
}

function auditSource({ parameters }: ReportWish): ReportSource {
  return {
    ...together(periodOver('u.at', parameters), chosenStates('u.outcome', parameters)),
    from: 'audit u NOT INDEXED',
    key: 'u.seq',
    select: {
      number: 'CAST(u.seq AS TEXT)',
      at: 'u.at',
      actor: 'u.actor',
      channel: 'u.channel',
      operation: 'u.operation',
      objectKind: 'u.object_kind',
      objectId: 'u.object_id',
      outcome: 'u.outcome',
      detail: 'u.detail',
      hash: 'u.hash'
    }
  }
}
