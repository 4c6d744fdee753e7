import type { BundleItemView } from '../../../src-shared/api/air-gap.ts'
import type { AnswerItem, BundleContent, RequestItem } from '../../../src-shared/model/bundle.ts'
import { parseCertificate } from '../../pki/certificate.ts'
import { parseCsr } from '../../pki/csr.ts'
import { keyDescription } from '../../pki/describe/key.ts'
import { getMirrorOfRoot, type ItemRow } from '../../store/air-gap.ts'
import { getAuthority, getAuthorityByKey } from '../../store/authorities.ts'
import type { Reader } from '../../store/connection.ts'
import { getKeyBySpki } from '../../store/keys.ts'
import { fingerprintOf } from '../certificates/chain.ts'

const empty: Omit<BundleItemView, 'kind' | 'about'> = {
  item: null,
  root: null,
  from: null,
  until: null,
  count: null,
  serial: null,
  sha256: null,
  key: null,
  validity: null,
  reason: null,
  approvals: [],
  state: null
}

/** @returns the items of a bundle as people read them. @throws ChanceryError `malformed` where an object inside cannot be read */
export function itemViews(from: Reader, content: BundleContent, rows: readonly ItemRow[] = []): BundleItemView[] {
  const states = new Map(rows.map((row) => [row.item, row]))
  const all: readonly (RequestItem | AnswerItem)[] = content.items
  const named = new Map(all.flatMap((item) => (item.kind === 'root' ? [[item.root, item.name] as const] : [])))
  const nameOf = (root: string | null): string | null =>
    root === null ? null : (knownName(from, root) ?? named.get(root) ?? root)
  return all.map((item) => {
    const view = viewOf(nameOf, item)
    const row = view.item === null ? undefined : states.get(view.item)
    if (row === undefined) return view
    return { ...view, state: row.state, reason: row.state === 'declined' ? row.result : view.reason }
  })
}

function viewOf(rootName: (root: string | null) => string | null, item: RequestItem | AnswerItem): BundleItemView {
  switch (item.kind) {
    case 'csr': {
      const csr = parseCsr(new Uint8Array(Buffer.from(item.csr, 'base64')))
      return {
        ...empty,
        kind: item.kind,
        item: item.item,
        about: csr.subject.text,
        root: rootName(item.root),
        sha256: item.sha256,
        key: keyDescription(csr.publicKey),
        validity: item.validity,
        reason: item.reason,
        approvals: [...item.approvals]
      }
    }
    case 'revocation':
      return {
        ...empty,
        kind: item.kind,
        item: item.item,
        about: item.subject,
        root: rootName(item.root),
        from: item.revokedAt,
        serial: item.serial,
        reason: item.reason,
        approvals: [...item.approvals]
      }
    case 'crl-series':
      return {
        ...empty,
        kind: item.kind,
        item: item.item,
        about: '',
        root: rootName(item.root),
        from: item.from,
        count: item.count,
        reason: item.reason
      }
    case 'root': {
      const certificate = parseCertificate(Buffer.from(item.certificate, 'base64'))
      return {
        ...empty,
        kind: item.kind,
        about: certificate.subject.text,
        root: item.name,
        from: certificate.notBefore,
        until: certificate.notAfter,
        count: item.issued.length,
        sha256: fingerprintOf(certificate.der),
        key: keyDescription(certificate.publicKey)
      }
    }
    case 'certificate': {
      const certificate = parseCertificate(Buffer.from(item.certificate, 'base64'))
      return {
        ...empty,
        kind: item.kind,
        item: item.item,
        about: certificate.subject.text,
        root: rootName(item.root),
        from: certificate.notBefore,
        until: certificate.notAfter,
        serial: certificate.serial,
        sha256: fingerprintOf(certificate.der),
        key: keyDescription(certificate.publicKey)
      }
    }
    case 'crl':
      return {
        ...empty,
        kind: item.kind,
        about: item.number,
        root: rootName(item.root),
        from: item.release,
        until: item.nextUpdate,
        sha256: item.sha256
      }
    case 'revoked':
      return {
        ...empty,
        kind: item.kind,
        item: item.item,
        about: item.serial,
        root: rootName(item.root),
        from: item.revokedAt,
        serial: item.serial
      }
    case 'declined':
      return { ...empty, kind: item.kind, item: item.item, about: item.item, reason: item.reason }
  }
}

/** What a root is called here; undefined for one that nobody here knows yet. */
function knownName(from: Reader, root: string): string | undefined {
  const mirror = getMirrorOfRoot(from, root)
  if (mirror !== undefined) return getAuthority(from, mirror.authorityId)?.name
  const key = getKeyBySpki(from, root)
  return key === undefined ? undefined : getAuthorityByKey(from, key.id)?.name
}
