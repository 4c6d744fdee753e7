import { addDuration, durationOf } from '../../../src-shared/model/duration.ts'
import { extensionIds } from '../../pki/extensions/ids.ts'
import { getAuthority, listAuthorityCertificates, type AuthorityRow } from '../../store/authorities.ts'
import { getCertificate } from '../../store/certificates.ts'
import type { Reader } from '../../store/connection.ts'
import { latestCrl, listWaitingCrls, scopesOnRecord, type CrlRow } from '../../store/crls.ts'
import { changedAfter, changesSince } from '../../store/revocations.ts'
import { countByAuthority } from '../../store/tallies.ts'
import { originOf } from '../authorities/find.ts'
import { authorityAddresses } from '../authority-addresses.ts'
import type { CaContext } from '../context.ts'
import type { Issuer } from '../issue/issuer-type.ts'
import { crlExtensions } from './extensions.ts'
import type { CrlWish } from './run.ts'
import { isInScope, scopeKeys, scopeOfKey, wholeScope } from './scope.ts'
import { crlSignature } from './signature.ts'
import type { CrlPlan, ListPlan } from './tbs.ts'

/** A CRL to be made: of which part, and from which complete one a delta starts. */
export interface WantedList {
  readonly scope: string
  /** null makes a complete CRL. */
  readonly base: CrlRow | null
}

/**
 * @returns the keys of all parts of which this authority signs CRLs: the undivided one, those of its settings where
 * certificates can name them, and those that were ever signed, because certificates out there may name them.
 */
export function scopesOf(ca: Pick<CaContext, 'settings'>, from: Reader, issuer: Issuer): string[] {
  const { partition, shards } = issuer.settings.crl
  const { crl } = authorityAddresses(issuer.row.name, issuer.settings, ca.settings().publicBaseAddress)
  const configured = crl.length > 0 ? scopeKeys(partition, shards) : []
  return [...new Set(['', ...configured, ...scopesOnRecord(from, issuer.row.id)])]
}

/** @returns what is to be made for a wish; never nothing. */
export function wantedLists(ca: CaContext, from: Reader, issuer: Issuer, wish: CrlWish): WantedList[] {
  const { id } = issuer.row
  const latest = (scope: string): CrlRow | null => latestCrl(from, id, 'complete', scope) ?? null
  const all = scopesOf(ca, from, issuer)
  const deltas = issuer.settings.crl.deltaLife !== null
  if (wish === 'deltas' && deltas) return all.map((scope) => ({ scope, base: latest(scope) }))
  if (wish === 'changes') {
    // What waits for its day has lower numbers, and a delta must not run ahead of the CRL that it starts from.
    const useDeltas = deltas && listWaitingCrls(from, id).length === 0
    return concerned(from, id, all).map((scope) => ({ scope, base: useDeltas ? latest(scope) : null }))
  }
  // RFC 5280 5.2.4: a delta made together with a complete CRL has its number and says the same; it is for those who have
  // the complete one before.
  return all.flatMap((scope) => {
    const before = deltas ? latest(scope) : null
    return [{ scope, base: null }, ...(before === null ? [] : [{ scope, base: before }])]
  })
}

/** The parts that changes of status since their newest CRL concern, the undivided CRL always among them. */
function concerned(from: Reader, authorityId: number, scopes: readonly string[]): string[] {
  return scopes.filter((key) => {
    if (key === '') return true
    const seen = seenBy(from, authorityId, key)
    const scope = scopeOfKey(key)
    if (seen === null || scope === null || !changedAfter(from, authorityId, seen)) return seen === null
    const changes = changesSince(from, authorityId, seen)
    // A reason may have moved an entry from one list to the other.
    return changes.length === 0 || changes.some((change) => isInScope({ ...scope, reasons: 'all' }, change))
  })
}

/** @returns the audit row up to which the newest CRLs of a part know of revocations; null where there is none yet */
export function seenBy(from: Reader, authorityId: number, scope: string): number | null {
  const complete = latestCrl(from, authorityId, 'complete', scope)
  const delta = latestCrl(from, authorityId, 'delta', scope)
  return complete === undefined ? null : Math.max(complete.seenSeq, delta?.seenSeq ?? 0)
}

/** @param thisUpdate Unix ms of whole seconds. @param number stored form, for all lists of the plan */
export function planOf(
  ca: CaContext,
  from: Reader,
  issuer: Issuer,
  lists: readonly WantedList[],
  number: string,
  thisUpdate: number
): CrlPlan {
  const { id } = issuer.row
  const { crl } = issuer.settings
  const counts = countByAuthority(from).find((row) => row.authorityId === id)
  const keptFrom = crl.keepExpired ? keptSince(from, id) : null
  const addresses = authorityAddresses(issuer.row.name, issuer.settings, ca.settings().publicBaseAddress)
  const plans = lists.map(({ scope, base }): ListPlan => ({
    scope,
    since: base?.seenSeq ?? null,
    fields: {
      signatureAlgorithm: crlSignature(issuer.settings, issuer.keyAlgorithm),
      issuer: issuer.subjectDer,
      thisUpdate,
      nextUpdate: addDuration(thisUpdate, durationOf(base === null ? crl.life : (crl.deltaLife ?? crl.life))),
      extensions: crlExtensions({
        keyIdentifier: issuer.keyIdentifier,
        names: crl.issuerNames ? alternativeNames(issuer) : null,
        number,
        base: base?.number ?? null,
        scope: scopeOfKey(scope) ?? wholeScope,
        settings: crl,
        addresses,
        keptSince: keptFrom
      })
    }
  }))
  return {
    authorityId: id,
    lists: plans,
    expected: (counts?.revoked ?? 0) + (counts?.suspended ?? 0),
    notAfterFrom: crl.keepExpired ? null : leftSince(from, id, lists)
  }
}

/** @returns GeneralNames of the authority's certificate, DER; null where it has none */
function alternativeNames({ certificate }: Issuer): Uint8Array | null {
  return certificate?.extensions.find(({ oid }) => oid === extensionIds.subjectAltName)?.value ?? null
}

/**
 * RFC 5280 3.3: an entry leaves only after it stood on a CRL made after the certificate's end, so the last CRL decides;
 * of several parts the one that was made longest ago.
 */
function leftSince(from: Reader, authorityId: number, lists: readonly WantedList[]): number | null {
  const made = lists
    .filter(({ base }) => base === null)
    .map(({ scope }) => latestCrl(from, authorityId, 'complete', scope)?.thisUpdate ?? null)
  return made.reduce<number | null>(
    (least, at) => (least === null || at === null ? null : Math.min(least, at)),
    made[0] ?? null
  )
}

/** Everything issued here is kept; what an imported authority issued elsewhere is not known. */
function keptSince(from: Reader, authorityId: number): number {
  const row: AuthorityRow | undefined = getAuthority(from, authorityId)
  if (row === undefined) return 0
  if (originOf(row).key === 'imported') return row.createdAt
  const starts = listAuthorityCertificates(from, authorityId).map(
    ({ certificateId }) => getCertificate(from, certificateId)?.notBefore ?? row.createdAt
  )
  return Math.min(row.createdAt, ...starts)
}
