import { createPublicKey } from 'node:crypto'
import { afterAll, describe, expect, it, test } from 'vitest'
import { mutate, random } from '../testing/mutations.ts'
import { opensslFolder } from '../testing/openssl.ts'
import { sshConverted, sshKey } from '../testing/ssh-keygen.ts'
import { ChanceryError } from '../../src-shared/errors.ts'
import { readPem } from './pem.ts'
import {
  looksLikeSshKey,
  parseOpenSshPrivateKey,
  parseSshBlob,
  parseSshPublicKeys,
  sshPublicKeyText
} from './ssh-key.ts'

const folder = opensslFolder()
afterAll(() => folder.remove())

const kinds = [
  ['rsa', ['-t', 'rsa', '-b', '2048']],
  ['p256', ['-t', 'ecdsa', '-b', '256']],
  ['p384', ['-t', 'ecdsa', '-b', '384']],
  ['p521', ['-t', 'ecdsa', '-b', '521']],
  ['ed25519', ['-t', 'ed25519']]
] as const
const made = kinds.map(([name, args]) => ({ name, ...sshKey(folder, name, args) }))

describe.each(made)('a key of ssh-keygen ($name)', ({ name, publicText, privateText, fingerprint }) => {
  it('is read with its comment and the fingerprint that ssh-keygen prints', () => {
    expect(looksLikeSshKey(publicText)).toBe(true)
    const [key] = parseSshPublicKeys(publicText)
    expect(key).toMatchObject({ comment: `${name}@example.test`, fingerprint })
  })

  it('is the same key in the form of RFC 4716, and as SubjectPublicKeyInfo', () => {
    const [key] = parseSshPublicKeys(publicText)
    expect(parseSshPublicKeys(sshConverted(folder, name, 'RFC4716'))).toMatchObject([{ blob: key?.blob }])
    if (name === 'ed25519') return
    const spki = createPublicKey(sshConverted(folder, name, 'PKCS8')).export({ type: 'spki', format: 'der' })
    expect(Buffer.from(key?.spki ?? []).equals(spki)).toBe(true)
  })

  it('is written again as it was', () => {
    const [key] = parseSshPublicKeys(publicText)
    expect(sshPublicKeyText(key?.spki ?? new Uint8Array())).toBe(publicText.split(' ').slice(0, 2).join(' '))
  })

  it('lies open in its private key file', () => {
    const [block] = readPem(privateText)
    expect(parseOpenSshPrivateKey(block?.bytes ?? new Uint8Array())).toMatchObject({
      cipher: 'none',
      publicKey: { fingerprint }
    })
  })
})

test('a private key file under a passphrase tells cipher and public key without it', () => {
  const { privateText, fingerprint } = sshKey(folder, 'locked', ['-t', 'ed25519'], 'heron')
  expect(parseOpenSshPrivateKey(readPem(privateText)[0]?.bytes ?? new Uint8Array())).toMatchObject({
    cipher: 'aes256-ctr',
    kdf: 'bcrypt',
    publicKey: { fingerprint }
  })
})

test.each([
  ['another name than its key has', (text: string) => text.replace(/^ssh-ed25519 /, 'ssh-rsa ')],
  ['base64 that is cut off', (text: string) => text.slice(0, 40)],
  ['options in front, which would be part of what it may do', (text: string) => `no-pty ${text}`]
])('a line with %s is refused', (_, change) => {
  const { publicText = '' } = made.at(-1) ?? {}
  expect(() => parseSshPublicKeys(change(publicText))).toThrow(ChanceryError)
})

test('a point that is not on its curve is refused', () => {
  const [key] = parseSshPublicKeys(made[1]?.publicText ?? '')
  const blob = Uint8Array.from(key?.blob ?? [])
  blob[blob.length - 1] = (blob.at(-1) ?? 0) ^ 1
  expect(() => parseSshBlob(blob)).toThrow('no valid key')
})

test('two thousand altered keys and key files are read or refused in words', () => {
  const next = random(0x55e)
  const blobs = made.map(({ publicText }) => parseSshPublicKeys(publicText)[0]?.blob ?? new Uint8Array())
  const files = made.map(({ privateText }) => readPem(privateText)[0]?.bytes ?? new Uint8Array())
  const tally = { read: 0, refused: 0 }
  for (let left = 2000; left > 0; left--) {
    for (const [list, read] of [[blobs, parseSshBlob] as const, [files, parseOpenSshPrivateKey] as const]) {
      const bytes = mutate(list[next(list.length)] ?? new Uint8Array(), next)
      try {
        read(bytes)
        tally.read++
      } catch (error) {
        if (!(error instanceof ChanceryError) || error.code === 'internal') throw error
        tally.refused++
      }
    }
  }
  expect(tally.read + tally.refused).toBe(4000)
  expect(tally.refused).toBeGreaterThan(1000)
})
