import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { feed, feedAsync, MUTATIONS, type Outcome } from '../testing/mutations.ts'
import { opensslFolder, type OpensslFolder } from '../testing/openssl.ts'
import { berToDer } from './ber.ts'
import { DerReader } from './der/reader.ts'
import { readPem } from './pem.ts'
import { readPkcs12, writePkcs12 } from './pkcs12.ts'
import { readPkcs7, writePkcs7 } from './pkcs7.ts'
import { readPrivateKeyInfo, sealPrivateKeyInfo } from './pkcs8.ts'
import { readPrivateKeyFile } from './private-key-file.ts'

const passphrase = 'seven quiet olives'
let openssl: OpensslFolder
let pkcs8: Uint8Array
let leaf: Uint8Array
beforeAll(() => {
  openssl = opensslFolder()
  const key = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-noenc', '-days', '30']
  openssl.run('req', '-x509', ...key, '-subj', '/CN=Mutant', '-keyout', 'leaf.key', '-out', 'leaf.pem')
  openssl.run('pkcs8', '-topk8', '-nocrypt', '-in', 'leaf.key', '-outform', 'DER', '-out', 'leaf.p8')
  pkcs8 = openssl.read('leaf.p8')
  leaf = readPem(openssl.read('leaf.pem'))[0]?.bytes ?? new Uint8Array()
})
afterAll(() => openssl.remove())

const both = (outcome: Outcome): void => {
  expect(outcome.accepted + outcome.refused).toBe(MUTATIONS)
  expect(outcome.refused).toBeGreaterThan(MUTATIONS / 4)
  expect(outcome.accepted).toBeGreaterThan(0)
}

describe(`${MUTATIONS} altered inputs give a value or a ChanceryError, nothing else`, () => {
  test('PKCS#12: in the clear without a MAC, where every octet reaches the parser, and protected', async () => {
    const file = [
      '-export',
      '-inkey',
      'leaf.key',
      '-in',
      'leaf.pem',
      '-name',
      'mutant',
      '-passout',
      `pass:${passphrase}`
    ]
    openssl.run('pkcs12', ...file, '-keypbe', 'NONE', '-certpbe', 'NONE', '-nomac', '-out', 'open.p12')
    const sealed = await writePkcs12({ pkcs8, certificates: [leaf], friendlyName: 'mutant', iterations: 1 }, passphrase)
    both(await feedAsync(21, [openssl.read('open.p12'), sealed], (bytes) => readPkcs12(bytes, passphrase)))
  }, 120_000)

  test('PKCS#7: certificates and CRLs in a bundle', () => {
    both(feed(22, [writePkcs7({ certificates: [leaf, leaf] })], (bytes) => void readPkcs7(bytes)))
  })

  test('BER: what comes out is DER that can be walked', () => {
    // Indefinite lengths, a string in parts, a long form of a short length.
    const ber = Uint8Array.from([
      ...[0x30, 0x80, 0x24, 0x80, 0x04, 0x02, 0x01, 0x02, 0x04, 0x01, 0x03, 0x00, 0x00],
      ...[0x30, 0x81, 0x03, 0x02, 0x01, 0x05, 0xa0, 0x80, 0x0c, 0x01, 0x61, 0x00, 0x00, 0x00, 0x00]
    ])
    both(
      feed(23, [ber, leaf], (bytes) => {
        const der = berToDer(bytes, 'input')
        const reader = new DerReader(der, 'output')
        reader.next()
        reader.finish()
      })
    )
  })

  test('private keys: PKCS#8, traditional RSA and EC, PEM, and protected ones', async () => {
    openssl.run('genrsa', '-traditional', '-out', 'rsa.pem', '1024')
    openssl.run('ec', '-in', 'leaf.key', '-out', 'ec.pem')
    openssl.run('ec', '-in', 'leaf.key', '-outform', 'DER', '-out', 'ec.der')
    const sealed = await sealPrivateKeyInfo(pkcs8, passphrase, 1)
    const inputs = [pkcs8, openssl.read('rsa.pem'), openssl.read('ec.pem'), openssl.read('ec.der'), sealed]
    both(await feedAsync(24, inputs, (bytes) => readPrivateKeyFile(bytes, passphrase)))
  }, 120_000)

  test('PrivateKeyInfo', () => {
    both(feed(25, [pkcs8], (bytes) => void readPrivateKeyInfo(bytes)))
  })
})
