import type { Actor } from '../../../src-shared/model/channel.ts'
import { infoTypes, type Info, type PkiMessage } from '../../pki/cmp.ts'
import type { CaContext } from '../context.ts'
import type { AskedCmp } from './admit.ts'
import type { Peer } from './peer.ts'

/** A message that proved who sent it, and what its answer is made with. */
export interface Exchange {
  readonly ca: CaContext
  readonly service: AskedCmp
  readonly message: PkiMessage
  readonly peer: Peer
  /** Registration authorities through which it came, outermost first, in words. */
  readonly through: readonly string[]
  /** Of the header; its length was looked at. */
  readonly transactionId: Uint8Array
  /** Our senderNonce in the answer. */
  readonly nonce: Uint8Array
}

/** What goes into an answer. */
export interface CmpAnswer {
  /** PKIBody, DER. */
  readonly body: Uint8Array
  readonly info?: readonly Info[]
  /** Certificates that the client needs beside, DER. */
  readonly extra?: readonly Uint8Array[]
  /** Version 3 where the answer has EnvelopedData (RFC 9810 7). */
  readonly version?: 3
  /** The client is to come back later. */
  readonly waits?: true
}

/** @returns whether the client offers to leave the confirmation out */
export function wantsImplicitConfirm({ header }: PkiMessage): boolean {
  return header.info.some(({ oid }) => oid === infoTypes.implicitConfirm)
}

/** @returns who acts, as the audit log names it */
export function actorOf({ service, peer }: Pick<Exchange, 'service' | 'peer'>): Actor {
  return { operatorId: null, name: `CMP ${service.name} ${peer.text}`, channel: 'cmp' }
}

/** @returns who sent it, with those through whom it came */
export function senderText({ peer, through }: Exchange): string {
  return through.length === 0 ? peer.text : `${peer.text} through ${through.join(', ')}`
}

/** @returns the transaction id under which the door knows an enrolment */
export function doorIdOf(row: { readonly serviceId: number; readonly transactionId: Uint8Array }): string {
  return `cmp:${row.serviceId}:${Buffer.from(row.transactionId).toString('hex')}`
}
