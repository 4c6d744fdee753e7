import { getPeer, listPeersOf, type PeerRow } from '../../store/air-gap.ts'
import type { Reader } from '../../store/connection.ts'
import type { ReadBundle } from './codec.ts'
import { partyOf, type Identity } from './identity.ts'
import { refusal } from './refusal.ts'

/**
 * Finds out whom a bundle comes from and whether it is for us; then its signature is verified with the key that was
 * compared when the two were paired.
 * @throws ChanceryError `refused-by-policy` for an unknown sender, another key, another recipient; `bad-signature`
 */
export function requireSender(from: Reader, identity: Identity | undefined, read: ReadBundle): PeerRow {
  const { sender, recipient } = read.content
  const own = identity === undefined ? undefined : partyOf(identity)
  if (own !== undefined && sender.installation === own.installation)
    throw refusal('bundle.own', 'sender', 'This bundle was made here. Take it to the other side.')
  const peers = listPeersOf(from, sender.installation).filter(({ state }) => state === 'paired')
  const [paired] = peers
  if (paired === undefined)
    throw refusal(
      'bundle.unknown-sender',
      'sender',
      `The bundle says that it is from ${sender.name}, with which this installation is not paired. Pair with it first, then take the bundle.`
    )
  const peer = peers.find(({ fingerprint }) => fingerprint === sender.fingerprint && fingerprint === read.signedBy)
  if (peer === undefined)
    throw refusal(
      'bundle.other-key',
      'sender',
      `The bundle is not signed with the key of ${paired.name} that was compared when you paired. Somebody else made it, or ${paired.name} was set up anew; then pair again.`
    )
  read.verify(peer.spki)
  if (own === undefined || recipient.installation !== own.installation || recipient.fingerprint !== own.fingerprint)
    throw refusal(
      'bundle.wrong-recipient',
      'recipient',
      `The bundle is for ${recipient.name}, not for this installation.`
    )
  return getPeer(from, peer.id) ?? peer
}
