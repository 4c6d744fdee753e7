import type { Message } from '../../ca/validation/mailer.ts'
import type { AcmeMailRow } from '../../store/acme.ts'

/** @returns the message of an e-mail challenge (RFC 8823 3.1): programs read its subject, people its text */
export function challengeMessage(mail: AcmeMailRow, to: string, service: string, until: number): Message {
  const end = new Date(until).toISOString().replace('T', ' ').slice(0, 16)
  return {
    to,
    from: mail.sentFrom,
    subject: `ACME: ${mail.tokenPart1}`,
    messageId: mail.messageId,
    autoSubmitted: 'type=acme',
    text: [
      `A certificate for mail is asked for that names the address ${to} (ACME service ${service}).`,
      '',
      'If you asked for it, give the subject of this message to your ACME client. It tells you what to write between two',
      'lines; answer this message, keep its subject, and put these lines into your answer as plain text:',
      '',
      '    -----BEGIN ACME RESPONSE-----',
      '    (what the client tells you)',
      '    -----END ACME RESPONSE-----',
      '',
      `without the blanks before them. The answer counts once, until ${end} UTC.`,
      '',
      'If you did not ask for this, do nothing: without your answer no certificate names your address.',
      ''
    ].join('\r\n')
  }
}
