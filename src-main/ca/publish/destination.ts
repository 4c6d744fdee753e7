/** A file on its way to a target. */
export interface OutgoingFile {
  /** Path of its address below the base, percent-encoding undone; `filePathOf` makes a file name of it. */
  readonly path: string
  readonly bytes: Uint8Array
  readonly mediaType: string
  /** When its content is out of date, Unix ms; null where it never is. */
  readonly nextUpdate: number | null
}

/** An open connection to a place that artefacts are published to. Whoever reads there finds a file whole, old or new. */
export interface Destination {
  /** Files that it takes side by side. */
  readonly parallel: number
  /** Writes one file in place of what was there. @throws ChanceryError `io`, `forbidden`, `not-found`, `cancelled` */
  put(file: OutgoingFile, signal: AbortSignal): Promise<void>
  /** Takes a file away; one that is not there is no error. @throws ChanceryError as `put` */
  remove(path: string, signal: AbortSignal): Promise<void>
  /**
   * Reads a file back, to see that it arrived as it was sent.
   * @param bytes how long it is at most. @throws ChanceryError `not-found`, `too-large`, and as `put`
   */
  get(path: string, bytes: number, signal: AbortSignal): Promise<Uint8Array>
  /** Whether something lies there already. Only folders of this machine tell: what lies there may be of anybody. */
  readonly isTaken?: (path: string) => Promise<boolean>
  close(): Promise<void>
}

/** What proves who publishes; kept sealed in the vault. */
export interface DestinationSecret {
  /** Password, bearer token or secret access key. */
  readonly secret?: string | undefined
  /** Private key of an SFTP user, PEM or OpenSSH form. */
  readonly privateKey?: string | undefined
}

/** Name of the file that a test of a connection writes and takes away again. */
export const TEST_FILE = 'chancery-test.txt'
