import { describe, expect, test } from 'vitest'
import { ChanceryError } from '../../src-shared/errors.ts'
import { feed } from '../testing/mutations.ts'
import { authorizationDigest, type ValidationReport } from './challenge.ts'
import { tokenInHeader, tokenInSubject, validateEmailReply, type AwaitedReply } from './email-reply.ts'
import { decodeWords, oneAddress, readMailPart } from './mail/message.ts'
import { plainTextOf } from './mail/plain-text.ts'

const token = 'LgYemJLy3F1LDkiJrdIGbEzyFJyOyf6vBdyZ1TG3sME'
const awaited: AwaitedReply = {
  address: 'anna@corp.test',
  sentFrom: 'acme@ca.test',
  messageId: '<1@ca.test>',
  tokenPart1: token,
  keyAuthorization: `${token}second.thumb`,
  rule: { alignment: 'exact', unsigned: ['corp.test'] }
}
const digest = authorizationDigest(awaited.keyAuthorization)
const begin = '-----BEGIN ACME RESPONSE-----'
const end = '-----END ACME RESPONSE-----'

const reply = (change: { head?: readonly string[]; body?: string } = {}): string =>
  [
    'From: "Anna, of the office" <anna@CORP.test>',
    'To: <acme@ca.test>',
    `Subject: Re: ACME: ${token.slice(0, 20)}\r\n ${token.slice(20)}`,
    'In-Reply-To: <1@ca.test>',
    ...(change.head ?? []),
    '',
    change.body ?? `${begin}\r\n${digest}\r\n${end}\r\n`
  ].join('\r\n')

/** Names of the outside: none has a record. */
const lookup = {
  addresses: async () => [],
  texts: async (name: string) => {
    throw new ChanceryError('not-found', `${name} has no TXT record.`)
  }
}
const judge = (text: string): Promise<ValidationReport> =>
  validateEmailReply(
    { lookup },
    { raw: Buffer.from(text, 'latin1'), awaited, now: Date.UTC(2026, 10, 20) },
    new AbortController().signal
  )

describe('a reply', () => {
  test('is taken with a folded subject, a digest in several lines, and text around the block', async () => {
    const body = `Hello,\r\n${begin}  \r\n${digest.slice(0, 9)}\r\n${digest.slice(9)}\r\n${end}\r\n> quoted\r\n`
    expect(await judge(reply({ body }))).toMatchObject({ outcome: 'verified', seen: Buffer.from(digest) })
    const base64 = Buffer.from(`${begin}\r\n${digest}\r\n${end}\r\n`).toString('base64')
    expect(await judge(reply({ head: ['Content-Transfer-Encoding: base64'], body: base64 }))).toMatchObject({
      outcome: 'verified'
    })
  })

  test.each([
    ['with two senders in one field', ['From: x@y.test'], undefined, /from stands twice/],
    ['with two subjects', ['Subject: ACME: other'], undefined, /subject stands twice/],
    ['with bare line feeds in its text', [], `${begin}\n${digest}\n${end}\n`, /bare CR or a bare LF/],
    ['with a bare line feed in its header', ['X-A: 1\nFrom: x@y.test'], undefined, /bare CR, a bare LF/],
    [
      'with two blocks',
      [],
      `${begin}\r\n${digest}\r\n${end}\r\n${begin}\r\n${digest}\r\n${end}\r\n`,
      /more than one block/
    ],
    ['with no digest in its block', [], `${begin}\r\nyes\r\n${end}\r\n`, /no SHA-256 digest/],
    [
      'in parts that do not end',
      ['Content-Type: multipart/alternative; boundary=a'],
      '--a\r\n\r\nx\r\n',
      /does not end/
    ],
    ['in parts without a boundary', ['Content-Type: multipart/alternative'], 'x', /no boundary/],
    ['in an unknown encoding', ['Content-Transfer-Encoding: x-zip'], undefined, /encoding x-zip/]
  ])('%s is refused', async (_what, head, body, why) => {
    const report = await judge(reply({ head, ...(body === undefined ? {} : { body }) }))
    expect(report).toMatchObject({
      outcome: 'failed',
      failure: 'incorrectResponse',
      summary: expect.stringMatching(why)
    })
  })

  test('of any shape is read or refused, and nothing else', () => {
    const parts = ['--a', 'Content-Transfer-Encoding: quoted-printable', '', `${begin}=0D=0A${digest}`, '--a--', '']
    const several = reply({ head: ['Content-Type: multipart/alternative; boundary="a"'], body: parts.join('\r\n') })
    const { accepted, refused } = feed(
      8823,
      [Buffer.from(reply(), 'latin1'), Buffer.from(several, 'latin1')],
      (bytes) => {
        tokenInHeader(bytes)
        plainTextOf(readMailPart(bytes))
      }
    )
    expect(Math.min(accepted, refused)).toBeGreaterThan(1000)
  })
})

test('the token of a subject is found behind any prefix, in encoded words, with blanks in it; other character sets are not taken', () => {
  expect(tokenInSubject('ACME: abc_-1')).toBe('abc_-1')
  expect(tokenInSubject('AW: Re:  ACME:\tab c')).toBe('abc')
  expect(tokenInSubject('=?utf-8?Q?Re:_ACME:_ab?= =?US-ASCII?B?Yzk=?=')).toBe('abc9')
  expect(tokenInSubject('=?iso-8859-1?Q?ACME:_ab?=')).toBeNull()
  expect(tokenInSubject('ACME:')).toBeNull()
  expect(tokenInSubject('acme: abc')).toBeNull()
  expect(() => decodeWords('=?koi8-r?Q?a?=')).toThrow(/koi8-r/)
})

test.each([
  ['Anna <anna@Example.Test>', 'anna@example.test'],
  ['anna@example.test (Anna)', 'anna@example.test'],
  ['"x@y.test" <anna@example.test>', 'anna@example.test']
])('the mailbox of %s is %s', (value, address) => {
  expect(oneAddress('From', value)).toBe(address)
})

test.each(['From: a', 'Subject: x', 'DKIM-Signature: v=1; b=AA'])(
  'sixty thousand blanks after "%s" are refused at once',
  (field) => {
    const started = performance.now()
    for (const blank of [' '.repeat(60_000), '\r\n '.repeat(20_000)])
      expect(() => readMailPart(Buffer.from(`${field}${blank}x\r\n\r\nhi`))).toThrow(/blanks in a row/)
    expect(() => oneAddress('From', `a${' '.repeat(60_000)}a`)).toThrow(/one mailbox/)
    expect(performance.now() - started).toBeLessThan(1000)
  }
)

test.each([
  'a@b.test, c@d.test',
  'Group: a@b.test;',
  '<a@b.test> <c@d.test>',
  'a@b.test <c@d.test>',
  '',
  '@b.test',
  'anna'
])('"%s" is not one mailbox', (value) => {
  expect(() => oneAddress('From', value)).toThrow(/one mailbox/)
})
