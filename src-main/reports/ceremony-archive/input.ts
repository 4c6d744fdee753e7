import type { TranscriptEntry } from '../../../src-shared/model/transcript.ts'
import type { AskStamp, DetachedSigner } from '../../ca/anchors/detached.ts'

/** A file of an archive, by its name inside its folder. */
export interface ArchiveFile {
  readonly name: string
  readonly bytes: Uint8Array
}

/** Somebody who signs the manifest. Certificates between theirs and one that an auditor trusts belong into `certificates`. */
export interface ArchiveSigner extends DetachedSigner {
  readonly role: string
  readonly person: string
}

/** What an archive of a ceremony is made of. */
export interface CeremonyArchiveInput {
  readonly mode: 'rehearsal' | 'real'
  readonly title: string
  /** The script, octet by octet. */
  readonly script: Uint8Array
  readonly transcript: readonly TranscriptEntry[]
  /** Files of the transcript, by the names that stand in its entries. */
  readonly attachments: readonly ArchiveFile[]
  readonly certificates?: readonly ArchiveFile[]
  readonly crls?: readonly ArchiveFile[]
  readonly requests?: readonly ArchiveFile[]
  readonly lint?: readonly ArchiveFile[]
  readonly signers: readonly ArchiveSigner[]
  /**
   * Asks a time-stamp authority: takes a TimeStampReq, gives its TimeStampResp (RFC 3161 3.4). Null where none is at hand,
   * as on a laptop without a network; the manifest then says that no stamp was made.
   */
  readonly stamp: AskStamp | null
  /** Nonce of the request; hex. */
  readonly nonce?: string
  /** When the archive is made, Unix ms. */
  readonly at: number
  /** Of the report; English where left out. */
  readonly language?: 'en' | 'de'
  /** Further facts for the head of the report: place, organization, software. */
  readonly facts?: readonly (readonly [name: string, value: string])[]
}
