import { createHash, generateKeyPairSync, sign, type KeyObject } from 'node:crypto'
import { assembleSigned, buildTbsCertificate } from '../pki/certificate-builder.ts'
import { bigintContent } from '../pki/der/integer.ts'
import { INTEGER } from '../pki/der/tags.ts'
import { DerWriter } from '../pki/der/writer.ts'
import { basicConstraintsExtension } from '../pki/extensions/basic-constraints.ts'
import { keyUsageExtension } from '../pki/extensions/key-usage.ts'
import type { Extension } from '../pki/model.ts'
import { nameFromText } from '../pki/name.ts'
import { writePem } from '../pki/pem.ts'

/** A key pair as `CsrParts` takes it. */
export interface DeviceKey {
  readonly publicKey: KeyObject
  readonly privateKey: KeyObject
}

/** A maker of devices: what signs their attestations, and what trusts them. */
export interface Maker {
  /** PEM, for the settings of a service. */
  readonly root: string
  /** @returns an attestation certificate for a key, DER, with the certificates above it but the root */
  attest(key: DeviceKey, extensions: readonly Extension[], change?: Partial<Times>): readonly Uint8Array[]
}

interface Times {
  readonly notBefore: number
  readonly notAfter: number
}

const times: Times = { notBefore: Date.UTC(2026, 0, 1), notAfter: Date.UTC(2046, 0, 1) }

export function deviceKey(namedCurve: 'P-256' | 'P-384' = 'P-384'): DeviceKey {
  return generateKeyPairSync('ec', { namedCurve })
}

/** @param name stands in the names of its two authorities */
export function maker(name: string): Maker {
  const [rootKey, subKey] = [deviceKey(), deviceKey()]
  const [rootName, subName] = [`CN=${name} Attestation Root`, `CN=${name} Attestation Sub CA`]
  const authority = [basicConstraintsExtension({ ca: true, pathLength: null }), keyUsageExtension(['keyCertSign'])]
  const root = signed(rootKey, { issuer: rootName, subject: rootName, key: rootKey, extensions: authority, ...times })
  const sub = signed(rootKey, { issuer: rootName, subject: subName, key: subKey, extensions: authority, ...times })
  return {
    root: writePem('CERTIFICATE', root),
    attest: (key, extensions, change = {}) => {
      const own = [keyUsageExtension(['digitalSignature']), ...extensions]
      return [
        signed(subKey, { issuer: subName, subject: 'CN=attested key', key, extensions: own, ...times, ...change }),
        sub
      ]
    }
  }
}

interface Wanted extends Times {
  readonly issuer: string
  readonly subject: string
  readonly key: DeviceKey
  readonly extensions: readonly Extension[]
}

function signed(by: DeviceKey, { issuer, subject, key, ...rest }: Wanted): Uint8Array {
  const tbs = buildTbsCertificate({
    serial: '1001',
    signatureAlgorithm: 'ecdsa-sha384',
    issuer: nameFromText(issuer).der,
    subject: nameFromText(subject).der,
    publicKey: new Uint8Array(key.publicKey.export({ format: 'der', type: 'spki' })),
    ...rest
  })
  return assembleSigned(tbs, 'ecdsa-sha384', new Uint8Array(sign('sha384', tbs, by.privateKey)))
}

/** @returns the extensions of an attestation as Apple lays them out: bare bytes */
export function appleExtensions(says: {
  readonly serial?: string
  readonly udid?: string
  readonly freshness?: Uint8Array
}): Extension[] {
  const of = (last: string, value: Uint8Array): Extension => ({
    oid: `1.2.840.113635.100.8.${last}`,
    critical: false,
    value
  })
  return [
    ...(says.serial === undefined ? [] : [of('9.1', Buffer.from(says.serial))]),
    ...(says.udid === undefined ? [] : [of('9.2', Buffer.from(says.udid))]),
    of('10.2', Buffer.from('26.1.0')),
    ...(says.freshness === undefined ? [] : [of('11.1', says.freshness)])
  ]
}

/** @returns the extension of a YubiKey's statement that holds its serial number */
export function yubiKeySerial(serial: number): Extension {
  const value = new DerWriter(16).element(INTEGER, bigintContent(BigInt(serial))).finish()
  return { oid: '1.3.6.1.4.1.41482.3.7', critical: false, value }
}

/** @returns what Apple puts into the freshness code for a challenge */
export function freshnessOf(token: string): Uint8Array {
  return new Uint8Array(createHash('sha256').update(token).digest())
}

/** @returns an attestation object of format `apple` */
export function appleObject(chain: readonly Uint8Array[]): Uint8Array {
  return cbor({ fmt: 'apple', attStmt: { x5c: chain } })
}

/** @returns an attestation object of format `step` */
export function stepObject(chain: readonly Uint8Array[], key: DeviceKey, keyAuthorization: string): Uint8Array {
  const signature = new Uint8Array(sign('sha256', Buffer.from(keyAuthorization), key.privateKey))
  return cbor({ fmt: 'step', attStmt: { alg: -7, sig: cbor(signature), x5c: chain } })
}

/** Writes the few kinds of CBOR value that attestations are made of. */
export function cbor(value: unknown): Uint8Array {
  if (typeof value === 'number') return value < 0 ? head(1, -1 - value) : head(0, value)
  if (typeof value === 'string') return Buffer.concat([head(3, Buffer.byteLength(value)), Buffer.from(value)])
  if (value instanceof Uint8Array) return Buffer.concat([head(2, value.length), value])
  if (Array.isArray(value)) return Buffer.concat([head(4, value.length), ...value.map(cbor)])
  const entries = Object.entries(value ?? {})
  return Buffer.concat([head(5, entries.length), ...entries.flatMap(([key, one]) => [cbor(key), cbor(one)])])
}

function head(major: number, argument: number): Uint8Array {
  if (argument < 24) return Uint8Array.of((major << 5) | argument)
  if (argument < 256) return Uint8Array.of((major << 5) | 24, argument)
  return Uint8Array.of((major << 5) | 25, argument >> 8, argument & 0xff)
}
