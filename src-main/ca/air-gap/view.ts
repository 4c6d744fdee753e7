import type {
  AirGapParty,
  BundleItemView,
  BundleRow as ShownBundle,
  MirrorView,
  RootDuty
} from '../../../src-shared/api/air-gap.ts'
import type { ProducedFile } from '../../../src-shared/api/shapes.ts'
import { ChanceryError } from '../../../src-shared/errors.ts'
import type { Ref } from '../../../src-shared/model/scalars.ts'
import {
  countBundles,
  getAnswer,
  getBundle,
  getMirror,
  getPeer,
  listBundles,
  listItems,
  listMirrors,
  type BundleRow
} from '../../store/air-gap.ts'
import { getAuthority } from '../../store/authorities.ts'
import { getCertificate } from '../../store/certificates.ts'
import type { Reader } from '../../store/connection.ts'
import { latestCrl, listWaitingCrls } from '../../store/crls.ts'
import { decodeCursor, encodeCursor } from '../../store/cursor.ts'
import { reader } from '../../store/store.ts'
import type { CaContext } from '../context.ts'
import { readBundle } from './codec.ts'
import { dutiesOf } from './duties.ts'
import { cardOf, findIdentity, partyOf, type Identity } from './identity.ts'
import { shownParty } from './inspect.ts'
import { itemViews } from './item-view.ts'

const LIST = 'air-gap-bundle'

/** @returns this installation as others know it; null before its key was made */
export function ownParty(ca: Pick<CaContext, 'store'>): AirGapParty | null {
  const identity = findIdentity(ca)
  return identity === undefined ? null : shownParty(partyOf(identity))
}

/** @returns the file with which the other side pairs */
export function cardFile(identity: Identity): ProducedFile {
  return {
    name: `${fileWords(identity.row.name)}.chpeer`,
    mediaType: 'application/json',
    base64: Buffer.from(cardOf(identity)).toString('base64')
  }
}

/** @returns a page of bundles, newest first. @throws ChanceryError `malformed` */
export function bundleList(
  ca: CaContext,
  input: { cursor?: string | undefined; limit: number }
): { rows: ShownBundle[]; next: string | null; total: number | null } {
  const from = reader(ca.store)
  const before = input.cursor === undefined ? null : decodeCursor(LIST, input.cursor).id
  const found = listBundles(from, before, input.limit + 1)
  const rows = found.slice(0, input.limit)
  const last = rows.at(-1)
  const more = found.length > input.limit && last !== undefined
  return {
    rows: rows.map((row) => bundleRowView(from, row)),
    next: more ? encodeCursor(LIST, { value: last.id, id: last.id }) : null,
    total: countBundles(from)
  }
}

/** @throws ChanceryError `not-found` */
export function showBundle(ca: CaContext, input: { id: number }): { bundle: ShownBundle; items: BundleItemView[] } {
  const from = reader(ca.store)
  const row = requireBundle(from, input.id)
  return {
    bundle: bundleRowView(from, row),
    items: itemViews(from, readBundle(row.der).content, listItems(from, row.id))
  }
}

/** @returns the bundle as a file. @throws ChanceryError `not-found` */
export function bundleFile(ca: CaContext, input: { id: number }): ProducedFile {
  const from = reader(ca.store)
  const row = requireBundle(from, input.id)
  const peer = getPeer(from, row.peerId)?.name ?? 'peer'
  return {
    name: `${row.kind}-${row.number}-${row.direction === 'out' ? 'for' : 'from'}-${fileWords(peer)}.chbundle`,
    mediaType: 'application/pkcs7-mime',
    base64: Buffer.from(row.der).toString('base64')
  }
}

/** @returns a bundle that was just made, with its file */
export function madeView(ca: CaContext, bundleId: number): { bundle: ShownBundle; file: ProducedFile } {
  const from = reader(ca.store)
  return { bundle: bundleRowView(from, requireBundle(from, bundleId)), file: bundleFile(ca, { id: bundleId }) }
}

/** @returns the row of a bundle as lists show it. @throws ChanceryError `not-found` */
export function bundleView(ca: CaContext, id: number): ShownBundle {
  const from = reader(ca.store)
  return bundleRowView(from, requireBundle(from, id))
}

/** @returns the mirrored roots and how far their CRLs reach */
export function mirrorViews(ca: CaContext): MirrorView[] {
  const from = reader(ca.store)
  return listMirrors(from).flatMap((mirror) => {
    const row = getAuthority(from, mirror.authorityId)
    const certificate = row?.certificateId == null ? undefined : getCertificate(from, row.certificateId)
    if (row === undefined || certificate === undefined) return []
    const waiting = listWaitingCrls(from, row.id)
    const last = waiting.at(-1) ?? latestCrl(from, row.id)
    return [
      {
        authorityId: row.id,
        name: row.name,
        subject: row.subject,
        fingerprint: certificate.fingerprint,
        peerId: mirror.peerId,
        peerName: getPeer(from, mirror.peerId)?.name ?? '',
        notAfter: certificate.notAfter,
        updatedAt: mirror.updatedAt,
        waiting: waiting.length,
        nextRelease: waiting[0]?.thisUpdate ?? null,
        covered: last?.nextUpdate ?? null
      }
    ]
  })
}

/** @returns what every root has to do, or one. @throws ChanceryError `not-found` */
export function dutyViews(ca: CaContext, input: { authority?: Ref | undefined }): RootDuty[] {
  const from = reader(ca.store)
  return dutiesOf(ca, input).map((duty) => ({ ...duty, mirrored: getMirror(from, duty.authorityId) !== undefined }))
}

function bundleRowView(from: Reader, row: BundleRow): ShownBundle {
  const {
    id,
    kind,
    number,
    sha256,
    der,
    createdAt: created,
    note,
    direction,
    peerId,
    handledAt,
    handledBy,
    inReplyTo
  } = row
  return {
    id,
    kind,
    number,
    sha256,
    size: der.length,
    created,
    note,
    direction,
    peerId,
    peerName: getPeer(from, peerId)?.name ?? '',
    handledAt,
    handledBy,
    inReplyTo,
    answeredBy: getAnswer(from, id)?.id ?? null,
    items: readBundle(der).content.items.length
  }
}

function requireBundle(from: Reader, id: number): BundleRow {
  const row = getBundle(from, id)
  if (row === undefined) throw new ChanceryError('not-found', `There is no bundle with number ${id}.`)
  return row
}

/** A name as it may stand in a file name everywhere. */
function fileWords(name: string): string {
  return name.replaceAll(/[^\p{L}\p{N}]+/gu, '-').slice(0, 60)
}
