import { ChanceryError } from '../../../src-shared/errors.ts'
import type { CaContext } from '../context.ts'
import { readMailbox } from './names.ts'

/**
 * Sends one message, so that an operator sees whether the mail server takes any.
 * @throws ChanceryError `invalid-input`, `not-ready`, `locked`, `io`
 */
export async function sendTestMail(
  ca: CaContext,
  to: string,
  signal: AbortSignal
): Promise<{ accepted: boolean; said: string }> {
  if (ca.mailer === undefined) throw new ChanceryError('not-ready', 'This engine sends no mail.')
  const message = {
    to: readMailbox(to),
    subject: 'Test message',
    text: 'This message shows that the mail server of the settings takes messages from Chancery.\r\n'
  }
  return { accepted: true, said: await ca.mailer.send(message, signal) }
}

/**
 * Signs in to the mailbox in which answers arrive, so that an operator sees whether it can be read.
 * @returns how many unread messages look like answers
 * @throws ChanceryError `not-ready`, `locked`, `io`, `cancelled`
 */
export async function lookIntoReplies(ca: CaContext, signal: AbortSignal): Promise<{ unread: number }> {
  if (ca.replies === undefined) throw new ChanceryError('not-ready', 'This engine reads no mail.')
  return { unread: await ca.replies.count(signal) }
}
