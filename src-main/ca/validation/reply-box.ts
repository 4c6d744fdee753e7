/** A message that arrived. */
export interface ArrivedMessage {
  /** The field Subject with its name, as octets; others may stand with it. */
  readonly subject: Uint8Array
  /** The whole message; null where it is longer than was asked for. */
  readonly raw: Uint8Array | null
}

/** What becomes of a message: done is not shown again, leave is. */
export type MessageFate = 'done' | 'leave'

/** The mailbox in which answers to e-mail challenges arrive. */
export interface ReplyBox {
  /** @throws ChanceryError `not-ready` (none set up), `locked` (its password is sealed), `io` (not reached, not let in), `cancelled` */
  count(signal: AbortSignal): Promise<number>
  /**
   * Shows the unread messages whose subject names ACME, oldest first, and marks as read those that are done.
   * @param most octets of one message
   * @throws ChanceryError as `count`, and whatever `take` throws
   */
  collect(most: number, take: (message: ArrivedMessage) => Promise<MessageFate>, signal: AbortSignal): Promise<void>
}
