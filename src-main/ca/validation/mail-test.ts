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
