import { certificateState, type CertificateState } from '../../../src-shared/model/certificate.ts'
import { expiringUntil, stateCondition } from '../../store/certificate-state.ts'
import { ofAuthorityAndProfile, periodOver, together, type ReportSource, type ReportWish } from './source.ts'

const dayMs = 86_400_000

/** Everything that has to do with certificates. The walk goes along the table: an index would be sorted anew for each part. */
const tables =
  'certificate c NOT INDEXED LEFT JOIN authority a ON a.id = c.authority_id LEFT JOIN profile p ON p.id = c.profile_id'

/** `expiring` is told apart where it can be chosen; the statistics count it as active, as the dashboard does. */
const shownState = `CASE WHEN c.state = 'revoked' THEN 'revoked' WHEN c.not_after < @now THEN 'expired'
  WHEN c.state = 'suspended' THEN 'suspended' WHEN c.not_before > @now THEN 'not-yet-valid' ELSE 'active' END`
const shownStateWithExpiring = `CASE WHEN c.state = 'active' AND c.not_before <= @now AND c.not_after >= @now
  AND c.not_after < @expiringUntil THEN 'expiring' ELSE ${shownState} END`

/** Who took the last decision about a certificate, as the audit log has it. */
const decision = (what: string): string =>
  `(SELECT ${what} FROM audit d WHERE d.object_kind = 'certificate' AND d.object_id = CAST(c.id AS TEXT)
  AND d.operation IN ('certificate.revoke', 'certificate.suspend') AND d.outcome = 'ok' ORDER BY d.seq DESC LIMIT 1)`

/** What the dashboard counts: what this installation issued, imported certificates left out. */
const ours = `c.class <> 'imported'`

/** Conditions of `certificate-state.ts` over the table `c`, whose columns no other joined table may have in its place. */
function inStates(states: readonly CertificateState[]): Pick<ReportSource, 'where' | 'bound'> {
  if (states.length === 0) return { where: [], bound: {} }
  const conditions = states.map((state) => stateCondition(state).replace(/\b(state|not_before|not_after)\b/g, 'c.$1'))
  return { where: [`(${conditions.join(' OR ')})`], bound: {} }
}

const chosen = (wish: ReportWish): CertificateState[] =>
  certificateState.options.filter((state) => wish.parameters.states.includes(state))

const moment = (wish: ReportWish): Record<string, number> => ({
  now: wish.now,
  expiringUntil: expiringUntil(wish.now, wish.expiringDays)
})

/** Lists of certificates: all, or those of one state (EMCA-049, 050, 131 to 134). */
export function certificateSource(wish: ReportWish): ReportSource {
  const only = onlyState(wish)
  const about =
    wish.report.startsWith('revoked') || wish.report.startsWith('suspended') ? 'c.revoked_at' : 'c.created_at'
  const conditions = together(
    { where: [ours], bound: moment(wish) },
    inStates(only === null ? chosen(wish) : [only]),
    periodOver(wish.report === 'expired-certificates' ? 'c.not_after' : about, wish.parameters),
    ofAuthorityAndProfile('c', wish.parameters)
  )
  return {
    ...conditions,
    from: tables,
    key: 'c.id',
    select: {
      id: 'c.id',
      serial: 'c.serial',
      subject: 'c.subject',
      names: 'c.names',
      issuer: 'c.issuer',
      authority: 'a.name',
      profile: 'p.name',
      class: 'c.class',
      state: shownStateWithExpiring,
      notBefore: 'c.not_before',
      notAfter: 'c.not_after',
      issuedAt: 'c.created_at',
      requester: 'c.requester_text',
      keyAlgorithm: 'c.key_algorithm',
      signatureAlgorithm: 'c.signature_algorithm',
      fingerprint: 'c.fingerprint',
      revokedAt: 'c.revoked_at',
      reason: 'c.revocation_reason',
      revokedBy: decision('d.actor'),
      remarks: decision(`coalesce(json_extract(d.detail, '$.comment'), '')`),
      heldDays: `(@now - c.revoked_at) / ${dayMs}`,
      expiredDays: `(@now - c.not_after) / ${dayMs}`
    }
  }
}

function onlyState({ report }: ReportWish): CertificateState | null {
  if (report === 'active-certificates') return 'active'
  if (report === 'revoked-certificates') return 'revoked'
  if (report === 'suspended-certificates') return 'suspended'
  return report === 'expired-certificates' ? 'expired' : null
}

/** Counts by authority, profile, class and state (EMCA-048); their sum by state is what the dashboard shows. */
export function statisticsSource(wish: ReportWish): ReportSource {
  const conditions = together(
    { where: [ours], bound: moment(wish) },
    inStates(chosen(wish)),
    periodOver('c.created_at', wish.parameters),
    ofAuthorityAndProfile('c', wish.parameters)
  )
  return {
    ...conditions,
    from: tables,
    key: null,
    groupBy: `c.authority_id, c.profile_id, c.class, ${shownState}`,
    select: { authority: 'a.name', profile: 'p.name', class: 'c.class', state: shownState, count: 'count(*)' }
  }
}
