import { describe, expect, it } from 'vitest'
import { ChanceryError } from '../../src-shared/errors.ts'
import { formatName, parseNameText } from '../../src-shared/model/name-text.ts'
import { feed, MUTATIONS, type Outcome } from '../testing/mutations.ts'
import { vector, vectors } from '../testing/vectors.ts'
import { parseCertificate } from './certificate.ts'
import { parseCrl } from './crl.ts'
import { parseCsr } from './csr.ts'
import { DerReader } from './der/reader.ts'
import { encodeGeneralNames, parseGeneralNames } from './general-name.ts'
import { decodeExtension } from './extensions/decode.ts'
import type { Extension } from './model.ts'
import { encodeName, parseName } from './name.ts'
import { readPem, writePem } from './pem.ts'

/** Decodes extensions; a value against its syntax may be refused, with nothing but a ChanceryError. */
function decodeAll(extensions: readonly Extension[]): void {
  for (const extension of extensions) {
    try {
      decodeExtension(extension)
    } catch (error) {
      if (!(error instanceof ChanceryError)) throw error
    }
  }
}

const some = (all: readonly { readonly bytes: Uint8Array }[], every: number): Uint8Array[] =>
  all.filter((_, i) => i % every === 0).map(({ bytes }) => bytes)

const both = (outcome: Outcome): void => {
  expect(outcome.accepted + outcome.refused).toBe(MUTATIONS)
  expect(outcome.refused).toBeGreaterThan(MUTATIONS / 4)
  expect(outcome.accepted).toBeGreaterThan(0)
}

describe(`${MUTATIONS} altered inputs give a value or a ChanceryError, nothing else`, () => {
  it('certificates: and what was accepted can be read in every field', () => {
    both(
      feed(11, some(vectors('pkits/certs', '.crt'), 12), (bytes) => {
        const c = parseCertificate(bytes)
        expect(c.tbs.length).toBeLessThan(bytes.length)
        void [
          c.serial,
          c.issuer.key,
          c.subject.text,
          c.validity,
          c.publicKey.facts,
          c.publicKey.algorithm,
          c.signatureAlgorithm,
          c.issuerUniqueId,
          c.subjectUniqueId,
          c.signature
        ]
        decodeAll(c.extensions)
      })
    )
  })

  it('requests', () => {
    both(
      feed(12, some(vectors('csr', '.csr'), 1), (bytes) => {
        const r = parseCsr(bytes)
        void [r.subject.key, r.publicKey.facts, r.publicKey.algorithm, r.signatureAlgorithm, r.signature]
        decodeAll(r.extensions)
      })
    )
  })

  it('CRLs: and what was accepted can be walked', () => {
    both(
      feed(13, some(vectors('pkits/crls', '.crl'), 9), (bytes) => {
        const crl = parseCrl(bytes)
        let entries = 0
        for (const entry of crl.entries()) entries += entry.serial === '' ? 0 : 1
        expect(entries).toBe(crl.entryCount)
        crl.find('01')
        decodeAll(crl.extensions)
      })
    )
  })

  it('names: and what was accepted is written as text and read from it again', () => {
    const names = some(vectors('pkits/certs', '.crt'), 30).map((bytes) => parseCertificate(bytes).subject.der)
    both(
      feed(14, [...names, encodeName(parseNameText('C=DE,O=Ä,CN=a+serialNumber=7,emailAddress=a@b'))], (bytes) => {
        const name = parseName(bytes)
        expect(formatName(parseNameText(name.text))).toBe(name.text)
        void name.key
      })
    )
  })

  it('general names', () => {
    const names = encodeGeneralNames([
      { kind: 'dns', value: 'www.example.test' },
      { kind: 'ip', value: '192.0.2.1' },
      { kind: 'ip', value: '2001:db8::1' },
      { kind: 'email', value: 'a@example.test' },
      { kind: 'uri', value: 'https://example.test' },
      { kind: 'upn', value: 'a@example.test' },
      { kind: 'smtp-utf8', value: 'ü@example.test' },
      { kind: 'rid', value: '1.2.3' },
      { kind: 'other', oid: '1.2.3', value: '0500' },
      { kind: 'directory', value: parseNameText('CN=a') }
    ])
    both(feed(15, [names], (bytes) => void parseGeneralNames(bytes)))
  })

  it('extensions of every kind that the suite has', () => {
    const byOid = new Map(
      vectors('pkits/certs', '.crt').flatMap(({ bytes }) =>
        parseCertificate(bytes).extensions.map((extension) => [extension.oid, extension] as const)
      )
    )
    const oids = [...byOid.keys()]
    let turn = 0
    both(
      feed(
        16,
        [...byOid.values()].map(({ value }) => value),
        (value) => {
          void decodeExtension({ oid: oids[turn++ % oids.length]!, critical: false, value })
        }
      )
    )
  })

  it('PEM', () => {
    const text = Buffer.from(
      `words\n${writePem('CERTIFICATE', vector('csr/ed25519.csr'))}\n${writePem('X509 CRL', Uint8Array.of(1, 2, 3, 4))}-----BEGIN RSA PRIVATE KEY-----\nProc-Type: 4,ENCRYPTED\n\nAAAA\n-----END RSA PRIVATE KEY-----\n`
    )
    both(feed(17, [text], (bytes) => void readPem(bytes)))
  })

  it('name text', () => {
    const text = Buffer.from(
      'CN=Test \\"Root\\"\\, x+serialNumber=1,O="Example, Inc",2.5.4.45=#03020780,DC=test\\C3\\A4'
    )
    both(feed(18, [text], (bytes) => void parseNameText(Buffer.from(bytes).toString('latin1'))))
  })
})

describe('lengths that lie', () => {
  const claims = [0x7f, 0xff, 0xffff, 0xff_ffff, 0x7fff_ffff, 0xffff_ffff]
  it('cost no memory and no time', () => {
    const before = process.memoryUsage().arrayBuffers
    for (const claim of claims) {
      const length =
        claim < 0x80
          ? [claim]
          : claim < 0x100
            ? [0x81, claim]
            : [0x84, claim >>> 24, (claim >>> 16) & 0xff, (claim >>> 8) & 0xff, claim & 0xff]
      for (const tag of [0x30, 0x31, 0x04, 0x03, 0x02, 0x06, 0x0c, 0xa0]) {
        const der = Uint8Array.of(tag, ...length, 0, 0, 0, 0)
        for (const codec of [parseCertificate, parseCsr, parseCrl, parseName, parseGeneralNames])
          expect(() => codec(der)).toThrow(ChanceryError)
        expect(() => new DerReader(der, 'x').next()).toThrow(ChanceryError)
      }
    }
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(4 * 1024 * 1024)
  })

  it('a nesting bomb stops at the depth limit', () => {
    const bomb = new Uint8Array(200_000)
    for (let at = 0; at < bomb.length; at += 5)
      bomb.set(
        [
          0x30,
          0x83,
          ((bomb.length - at - 5) >> 16) & 0xff,
          ((bomb.length - at - 5) >> 8) & 0xff,
          (bomb.length - at - 5) & 0xff
        ],
        at
      )
    const start = performance.now()
    for (const codec of [parseCertificate, parseCrl]) expect(() => codec(bomb)).toThrow(ChanceryError)
    expect(performance.now() - start).toBeLessThan(200)
  })
})
