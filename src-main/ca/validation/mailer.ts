/** A message in plain text to one mailbox. */
export interface Message {
  readonly to: string
  readonly subject: string
  readonly text: string
  /** In place of the sender of the settings. */
  readonly from?: string
  /** With its angle brackets. */
  readonly messageId?: string
  /** Parameters of the field that says that a program wrote this, e.g. `type=acme` (RFC 3834 5). */
  readonly autoSubmitted?: string
  readonly attachments?: readonly {
    readonly name: string
    readonly mediaType: string
    readonly content: Uint8Array
  }[]
}

/** The way out for mail. */
export interface Mailer {
  /**
   * @returns what the server said when it took the message
   * @throws ChanceryError `not-ready` (no server set up), `locked` (its password is sealed), `io` (not taken), `cancelled`
   */
  send(message: Message, signal: AbortSignal): Promise<string>
}
