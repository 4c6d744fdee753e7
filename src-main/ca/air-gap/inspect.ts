import type { BundleInspection } from '../../../src-shared/api/air-gap.ts'
import { ChanceryError, type Reason } from '../../../src-shared/errors.ts'
import type { BundleParty } from '../../../src-shared/model/bundle.ts'
import type { Actor } from '../../../src-shared/model/channel.ts'
import { digestWords } from '../../../src-shared/model/digest-words.ts'
import { parseCertificate } from '../../pki/certificate.ts'
import { getMirrorOfRoot, type PeerRow } from '../../store/air-gap.ts'
import type { Reader } from '../../store/connection.ts'
import { reader } from '../../store/store.ts'
import { transaction } from '../../store/transaction.ts'
import { fingerprintOf } from '../certificates/chain.ts'
import type { CaContext } from '../context.ts'
import { acceptWithin } from './accept.ts'
import { bundleBytes, readBundle, type ReadBundle } from './codec.ts'
import { findIdentity } from './identity.ts'
import { itemViews } from './item-view.ts'
import { requireSender } from './sender.ts'

/** Thrown to take back a trial. */
class TakenBack extends Error {}

/**
 * Shows what is in a bundle and whom it comes from. Whether it can be accepted is not guessed: it is accepted on trial, in a
 * transaction that is taken back.
 * @throws ChanceryError `malformed`, `too-large`, `bad-signature`: what cannot be believed is not shown
 */
export async function inspectBundle(
  ca: CaContext,
  input: { readonly bundle: string },
  actor: Actor
): Promise<BundleInspection> {
  const read = readBundle(bundleBytes(input.bundle))
  const { content, der, sha256 } = read
  const found = senderOf(ca, read)
  const reasons = found.peer === null ? found.reasons : await trial(ca, read, found.peer, actor)
  const from = reader(ca.store)
  return {
    kind: content.kind,
    number: content.number,
    sha256,
    size: der.length,
    created: content.created,
    note: content.note,
    sender: shownParty(content.sender),
    recipient: shownParty(content.recipient),
    peer: found.peer === null ? null : { id: found.peer.id, name: found.peer.name },
    inReplyTo: content.kind === 'answer' ? (content.inReplyTo?.number ?? null) : null,
    items: itemViews(from, content),
    acceptable: reasons.length === 0,
    reasons: [...reasons],
    newRoots: newRoots(from, read)
  }
}

/** @returns the party with its fingerprint as words */
export function shownParty(party: BundleParty): BundleParty & { words: string[] } {
  return { ...party, words: [...digestWords(party.fingerprint)] }
}

function senderOf(ca: CaContext, read: ReadBundle): { peer: PeerRow | null; reasons: readonly Reason[] } {
  try {
    return { peer: requireSender(reader(ca.store), findIdentity(ca), read), reasons: [] }
  } catch (error) {
    if (error instanceof ChanceryError && error.code === 'refused-by-policy')
      return { peer: null, reasons: error.reasons }
    throw error
  }
}

async function trial(ca: CaContext, read: ReadBundle, peer: PeerRow, actor: Actor): Promise<readonly Reason[]> {
  try {
    return await transaction(ca.store, (tx): readonly Reason[] => {
      acceptWithin(tx, ca, read, peer, true, actor)
      throw new TakenBack()
    })
  } catch (error) {
    if (error instanceof TakenBack) return []
    if (!(error instanceof ChanceryError)) throw error
    return error.reasons.length > 0 ? error.reasons : [{ where: 'bundle', rule: error.code, message: error.message }]
  }
}

function newRoots(from: Reader, { content }: ReadBundle): BundleInspection['newRoots'] {
  if (content.kind !== 'answer') return []
  return content.items.flatMap((item) => {
    if (item.kind !== 'root' || getMirrorOfRoot(from, item.root) !== undefined) return []
    const certificate = parseCertificate(Buffer.from(item.certificate, 'base64'))
    const fingerprint = fingerprintOf(certificate.der)
    return [{ subject: certificate.subject.text, fingerprint, words: [...digestWords(fingerprint)] }]
  })
}
