import { constants, createPrivateKey, privateDecrypt, randomBytes, type KeyObject } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { ChanceryError } from '../../../src-shared/errors.ts'
import { feed } from '../../testing/mutations.ts'
import { opensslFolder, type OpensslFolder } from '../../testing/openssl.ts'
import { parseCertificate } from '../certificate.ts'
import {
  isRecipient,
  openEnvelopedData,
  parseEnvelopedData,
  unpadPkcs1,
  writeEnvelopedData,
  type ContentCipher,
  type KeyTransport
} from '../cms.ts'
import type { Certificate } from '../model.ts'
import { readPem } from '../pem.ts'
import { contentCiphers } from './content-cipher.ts'

let folder: OpensslFolder
let certificate: Certificate
let key: KeyObject
const content = new TextEncoder().encode('A request for a certificate.\n'.repeat(9))
const random = (bytes: number): Uint8Array => new Uint8Array(randomBytes(bytes))

beforeAll(() => {
  folder = opensslFolder()
  const subject = ['-subj', '/CN=Recipient', '-days', '30']
  folder.run('req', '-x509', '-newkey', 'rsa:2048', '-nodes', ...subject, '-keyout', 'k.pem', '-out', 'c.pem')
  certificate = parseCertificate(readPem(folder.read('c.pem'))[0]?.bytes ?? new Uint8Array())
  key = createPrivateKey(Buffer.from(folder.read('k.pem')))
  folder.write('content', content)
})
afterAll(() => folder.remove())

/** As the holder of the key opens a message: by the recipient that it is. */
function open(message: Uint8Array): Uint8Array {
  const envelope = parseEnvelopedData(message)
  const recipient = envelope.recipients.find((one) => isRecipient(one, certificate))
  if (recipient?.transport == null || envelope.cipher === null) throw new ChanceryError('invalid-input', 'Not for us.')
  const { keyBytes } = contentCiphers[envelope.cipher]
  return openEnvelopedData(envelope, unwrap(recipient.encryptedKey, recipient.transport, keyBytes))
}

function unwrap(encrypted: Uint8Array, transport: KeyTransport, length: number): Uint8Array {
  if (transport === 'rsa-pkcs1')
    return unpadPkcs1(privateDecrypt({ key, padding: constants.RSA_NO_PADDING }, encrypted), new Uint8Array(length))
  const padding = constants.RSA_PKCS1_OAEP_PADDING
  return privateDecrypt({ key, padding, oaepHash: transport.slice('rsa-oaep-'.length) }, encrypted)
}

const ciphers: readonly [ContentCipher, string][] = [
  ['aes-128-cbc', '-aes128'],
  ['aes-192-cbc', '-aes192'],
  ['aes-256-cbc', '-aes256'],
  ['des-ede3-cbc', '-des3']
]
const transports: readonly [KeyTransport, readonly string[]][] = [
  ['rsa-pkcs1', []],
  ['rsa-oaep-sha1', ['-keyopt', 'rsa_padding_mode:oaep']],
  ['rsa-oaep-sha256', ['-keyopt', 'rsa_padding_mode:oaep', '-keyopt', 'rsa_oaep_md:sha256']]
]

describe('messages encrypted by OpenSSL', () => {
  test.each(ciphers)('with %s are opened', (cipher, flag) => {
    folder.run('cms', '-encrypt', '-binary', flag, '-outform', 'DER', '-in', 'content', '-out', 'm.der', 'c.pem')
    expect(parseEnvelopedData(folder.read('m.der')).cipher).toBe(cipher)
    expect(open(folder.read('m.der'))).toEqual(content)
  })

  test.each(transports)('to a key by %s are opened', (transport, options) => {
    const recipient = ['-recip', 'c.pem', ...options]
    folder.run(
      ...['cms', '-encrypt', '-binary', '-aes128', '-outform', 'DER', '-in', 'content', '-out', 'm.der'],
      ...recipient
    )
    expect(parseEnvelopedData(folder.read('m.der')).recipients[0]?.transport).toBe(transport)
    expect(open(folder.read('m.der'))).toEqual(content)
  })

  test('in parts of indefinite length, and with a recipient by key identifier, are opened', () => {
    const stream = ['-stream', '-outform', 'DER', '-in', 'content', '-out', 'm.der']
    folder.run('cms', '-encrypt', '-binary', '-aes256', ...stream, 'c.pem')
    expect(folder.read('m.der')[1]).toBe(0x80)
    expect(open(folder.read('m.der'))).toEqual(content)
    const named = ['-keyid', '-outform', 'DER', '-in', 'content', '-out', 'm.der', 'c.pem']
    folder.run('cms', '-encrypt', '-binary', '-aes256', ...named)
    expect(parseEnvelopedData(folder.read('m.der')).recipients[0]?.id.kind).toBe('key-id')
    expect(open(folder.read('m.der'))).toEqual(content)
  })

  test('with a cipher that is none of ours, and by a password, are told apart from broken ones', () => {
    folder.run('cms', '-encrypt', '-camellia128', '-outform', 'DER', '-in', 'content', '-out', 'm.der', 'c.pem')
    const strange = parseEnvelopedData(folder.read('m.der'))
    expect([strange.cipher, strange.cipherOid]).toEqual([null, '1.2.392.200011.61.1.1.1.2'])
    expect(() => openEnvelopedData(strange, new Uint8Array(16))).toThrow('1.2.392.200011.61.1.1.1.2')
    const password = ['-pwri_password', 'secret', '-outform', 'DER', '-in', 'content', '-out', 'm.der']
    folder.run('cms', '-encrypt', '-aes128', ...password)
    expect(parseEnvelopedData(folder.read('m.der')).recipients).toEqual([])
  })
})

describe('messages that are written', () => {
  test.each(ciphers)('with %s are opened by OpenSSL', (cipher) => {
    for (const [transport] of transports) {
      const message = writeEnvelopedData({ content, recipients: [certificate], cipher, transport, random })
      folder.write('w.der', message)
      const files = ['-recip', 'c.pem', '-inkey', 'k.pem', '-out', 'plain']
      folder.run('cms', '-decrypt', '-binary', '-inform', 'DER', '-in', 'w.der', ...files)
      expect(folder.read('plain')).toEqual(content)
      expect(open(message)).toEqual(content)
    }
  })

  test('with single DES are opened as they were written', () => {
    const message = writeEnvelopedData({
      content,
      recipients: [certificate],
      cipher: 'des-cbc',
      transport: 'rsa-pkcs1',
      random
    })
    expect(open(message)).toEqual(content)
  })
})

describe('a content key that does not open', () => {
  test('is told by its padding alone (RFC 8017 7.2.2)', () => {
    const inside = Uint8Array.from({ length: 16 }, (_, index) => index)
    const other = new Uint8Array(16).fill(0xee)
    const block = Uint8Array.from([0, 2, ...new Uint8Array(256 - 19).fill(7), 0, ...inside])
    expect(unpadPkcs1(block, other)).toEqual(inside)
    for (const [at, octet] of [
      [0, 1],
      [1, 1],
      [1, 0],
      [100, 0],
      [2, 0],
      [239, 5]
    ] as const)
      expect(unpadPkcs1(block.with(at, octet), other), `octet ${at}`).toEqual(other)
    expect(unpadPkcs1(block.subarray(230), other)).toEqual(other)
    const raw = privateDecrypt({ key, padding: constants.RSA_NO_PADDING }, randomBytes(256).fill(0, 0, 1))
    expect(unpadPkcs1(raw, other)).toEqual(other)
  })
})

test('100,000 altered messages are read or refused, and nothing else happens', () => {
  const inputs = transports.map(([transport]) =>
    writeEnvelopedData({ content, recipients: [certificate], cipher: 'aes-128-cbc', transport, random })
  )
  const { accepted, refused } = feed(13, inputs, (bytes) => {
    const envelope = parseEnvelopedData(bytes)
    openEnvelopedData(envelope, new Uint8Array(envelope.cipher === null ? 0 : contentCiphers[envelope.cipher].keyBytes))
  })
  expect(accepted + refused).toBe(100_000)
}, 60_000)
