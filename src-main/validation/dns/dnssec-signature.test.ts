import { describe, expect, test } from 'vitest'
import { settableClock } from '../../world/clock.ts'
import { gather, signedOctets } from './canonical.ts'
import { dsMatches, keyDigest, keyTag, usableDs, zoneKey } from './dnssec-key.ts'
import { verifySet } from './dnssec-signature.ts'
import type { DnskeyData, DnsRecord, DsData, RecordData, RrsigData } from './record.ts'
import { usualLimits, Work } from './work.ts'

const bytes = (base64: string): Uint8Array => Uint8Array.from(Buffer.from(base64, 'base64'))
const dnskey = (flags: number, algorithm: number, key: string): DnskeyData => ({
  type: 'DNSKEY',
  flags,
  protocol: 3,
  algorithm,
  publicKey: bytes(key)
})
const work = (): Work => new Work(settableClock(0))

interface Vector {
  readonly zone: string
  readonly key: DnskeyData
  readonly tag: number
  readonly owner: string
  readonly data: RecordData
  readonly signature: RrsigData
}
const sign = (
  covered: number,
  algorithm: number,
  labels: number,
  expiration: number,
  inception: number,
  tag: number,
  signer: string,
  signature: string
): RrsigData => ({
  type: 'RRSIG',
  covered,
  algorithm,
  labels,
  originalTtl: 3600,
  expiration,
  inception,
  keyTag: tag,
  signer,
  signature: bytes(signature)
})
const address = (last: number): RecordData => ({ type: 'A', address: `192.0.2.${last}` })

/** Examples of RFC 5702 6, RFC 6605 6 and RFC 8080 6 (with erratum 4935). */
const vectors: readonly (readonly [string, Vector])[] = [
  [
    'RFC 5702 6.1 RSASHA256',
    {
      zone: 'example.net.',
      tag: 9033,
      owner: 'www.example.net.',
      data: address(91),
      key: dnskey(
        256,
        8,
        'AwEAAcFcGsaxxdgiuuGmCkVImy4h99CqT7jwY3pexPGcnUFtR2Fh36BponcwtkZ4cAgtvd4Qs8PkxUdp6p/DlUmObdk='
      ),
      signature: sign(
        1,
        8,
        3,
        1893456000,
        946684800,
        9033,
        'example.net.',
        'kRCOH6u7l0QGy9qpC9l1sLncJcOKFLJ7GhiUOibu4teYp5VE9RncriShZNz85mwlMgNEacFYK/lPtPiVYP4bwg=='
      )
    }
  ],
  [
    'RFC 5702 6.2 RSASHA512',
    {
      zone: 'example.net.',
      tag: 3740,
      owner: 'www.example.net.',
      data: address(91),
      key: dnskey(
        256,
        10,
        'AwEAAdHoNTOW+et86KuJOWRDp1pndvwb6Y83nSVXXyLA3DLroROUkN6X0O6pnWnjJQujX/AyhqFDxj13tOnD9u/1kTg7cV6rklMrZDtJCQ5PCl/D7QNPsgVsMu1J2Q8gpMpztNFLpPBz1bWXjDtaR7ZQBlZ3PFY12ZTSncorffcGmhOL'
      ),
      signature: sign(
        1,
        10,
        3,
        1893456000,
        946684800,
        3740,
        'example.net.',
        'tsb4wnjRUDnB1BUi+t6TMTXThjVnG+eCkWqjvvjhzQL1d0YRoOe0CbxrVDYd0xDtsuJRaeUw1ep94PzEWzr0iGYgZBWm/zpq+9fOuagYJRfDqfReKBzMweOLDiNa8iP5g9vMhpuv6OPlvpXwm9Sa9ZXIbNl1MBGk0fthPgxdDLw='
      )
    }
  ],
  [
    'RFC 6605 6.1 ECDSAP256SHA256',
    {
      zone: 'example.net.',
      tag: 55648,
      owner: 'www.example.net.',
      data: address(1),
      key: dnskey(257, 13, 'GojIhhXUN/u4v54ZQqGSnyhWJwaubCvTmeexv7bR6edbkrSqQpF64cYbcB7wNcP+e+MAnLr+Wi9xMWyQLc8NAA=='),
      signature: sign(
        1,
        13,
        3,
        1284026679,
        1281607479,
        55648,
        'example.net.',
        'qx6wLYqmh+l9oCKTN6qIc+bw6ya+KJ8oMz0YP107epXAyGmt+3SNruPFKG7tZoLBLlUzGGus7ZwmwWep666VCw=='
      )
    }
  ],
  [
    'RFC 6605 6.2 ECDSAP384SHA384',
    {
      zone: 'example.net.',
      tag: 10771,
      owner: 'www.example.net.',
      data: address(1),
      key: dnskey(
        257,
        14,
        'xKYaNhWdGOfJ+nPrL8/arkwf2EY3MDJ+SErKivBVSum1w/egsXvSADtNJhyem5RCOpgQ6K8X1DRSEkrbYQ+OB+v8/uX45NBwY8rp65F6Glur8I/mlVNgF6W/qTI37m40'
      ),
      signature: sign(
        1,
        14,
        3,
        1284027625,
        1281608425,
        10771,
        'example.net.',
        '/L5hDKIvGDyI1fcARX3z65qrmPsVz73QD1Mr5CEqOiLP95hxQouuroGCeZOvzFaxsT8Glr74hbavRKayJNuydCuzWTSSPdz7wnqXL5bdcJzusdnI0RSMROxxwGipWcJm'
      )
    }
  ],
  [
    'RFC 8080 6.1 ED25519',
    {
      zone: 'example.com.',
      tag: 3613,
      owner: 'example.com.',
      data: { type: 'MX', preference: 10, exchange: 'mail.example.com.' },
      key: dnskey(257, 15, 'l02Woi0iS8Aa25FQkUd9RMzZHJpBoRQwAQEX1SxZJA4='),
      signature: sign(
        15,
        15,
        2,
        1440021600,
        1438207200,
        3613,
        'example.com.',
        'oL9krJun7xfBOIWcGHi7mag5/hdZrKWw15jPGrHpjQeRAvTdszaPD+QLs3fx8A4M3e23mRZ9VrbpMngwcrqNAg=='
      )
    }
  ]
]

const setOf = ({ owner, data, signature }: Vector, ttl = 3600) => {
  const records: DnsRecord[] = [data, signature].map((entry) => ({ owner, class: 1, ttl, data: entry }))
  const [set] = gather(records)
  if (set === undefined) throw new TypeError('no set')
  return set
}
const keyOf = (data: DnskeyData) => {
  const key = zoneKey(data)
  if (key === undefined) throw new TypeError('not a zone key')
  return key
}
const check = (vector: Vector, now: number, keys = [keyOf(vector.key)]) =>
  verifySet(setOf(vector), vector.zone, keys, now, work())

describe.each(vectors)('%s', (_title, vector) => {
  const { inception, expiration } = vector.signature
  test('verifies from its first to its last second, and not outside them', () => {
    expect(keyTag(vector.key)).toBe(vector.tag)
    expect(check(vector, inception)).toMatchObject({ kind: 'verified', zone: vector.zone })
    expect(check(vector, expiration).kind).toBe('verified')
    expect(check(vector, inception - 1)).toMatchObject({ why: expect.stringContaining('not yet valid') })
    expect(check(vector, expiration + 1)).toMatchObject({ why: expect.stringContaining('has expired') })
  })
  test('is used no longer than its signature and its original TTL allow', () => {
    const at = (now: number, ttl: number) =>
      verifySet(setOf(vector, ttl), vector.zone, [keyOf(vector.key)], now, work())
    expect(at(inception, 90_000)).toMatchObject({ ttl: 3600 })
    expect(at(expiration - 10, 90_000)).toMatchObject({ ttl: 10 })
  })
  test('does not verify when a letter of the data, the owner, the TTL or the signature is another', () => {
    const change = (more: Partial<Vector>) => check({ ...vector, ...more }, inception)
    const turned = vector.signature.signature.slice()
    turned[3] = (turned[3] ?? 0) ^ 1
    for (const more of [
      { data: { type: 'TXT', strings: [new Uint8Array(3)] } as const, signature: { ...vector.signature, covered: 16 } },
      { owner: `x.${vector.owner}`, signature: { ...vector.signature, labels: vector.signature.labels + 1 } },
      { signature: { ...vector.signature, originalTtl: 3601 } },
      { signature: { ...vector.signature, signature: turned } }
    ])
      expect(change(more)).toMatchObject({ kind: 'not-verified', why: expect.stringContaining('does not verify') })
  })
  test('is not taken from another zone, for a name outside, or with a wrong count of labels', () => {
    expect(verifySet(setOf(vector), 'net.', [keyOf(vector.key)], inception, work()).kind).toBe('not-verified')
    expect(check({ ...vector, owner: 'www.example.org.' }, inception).kind).toBe('not-verified')
    expect(check({ ...vector, signature: { ...vector.signature, labels: 9 } }, inception)).toMatchObject({
      why: expect.stringContaining('more labels')
    })
    expect(check({ ...vector, signature: { ...vector.signature, labels: 1 } }, inception)).toMatchObject({
      why: expect.stringContaining('fewer labels')
    })
  })
})

test('DS digests are those of RFC 6605 6, and match their key only', () => {
  const [p256, p384] = [vectors[2]?.[1], vectors[3]?.[1]]
  if (p256 === undefined || p384 === undefined) throw new TypeError('vectors')
  const hex = (octets: Uint8Array | undefined): string => Buffer.from(octets ?? []).toString('hex')
  expect(hex(keyDigest('Example.NET.', p256.key, 2))).toBe(
    'b4c8c1fe2e7477127b27115656ad6256f424625bf5c1e2770ce6d6e37df61d17'
  )
  expect(hex(keyDigest('example.net.', p384.key, 4))).toBe(
    '72d7b62976ce06438e9c0bf319013cf801f09ecc84b8d7e9495f27e305c6a9b0563a9b5f4d288405c3008a946df983d6'
  )
  const ds: DsData = {
    type: 'DS',
    keyTag: 55648,
    algorithm: 13,
    digestType: 2,
    digest: keyDigest('example.net.', p256.key, 2) ?? new Uint8Array()
  }
  expect(dsMatches('example.net.', ds, keyOf(p256.key))).toBe(true)
  expect(dsMatches('example.org.', ds, keyOf(p256.key))).toBe(false)
  expect(dsMatches('example.net.', { ...ds, keyTag: 1 }, keyOf(p256.key))).toBe(false)
})

test('SHA-1 DS records count only where nothing better stands; unknown algorithms and digests never', () => {
  const ds = (algorithm: number, digestType: number): DsData => ({
    type: 'DS',
    keyTag: 1,
    algorithm,
    digestType,
    digest: new Uint8Array(20)
  })
  expect(usableDs([ds(13, 1), ds(13, 2)])).toEqual([ds(13, 2)])
  expect(usableDs([ds(13, 1)])).toEqual([ds(13, 1)])
  expect(usableDs([ds(5, 2), ds(200, 2), ds(13, 3)])).toEqual([])
})

test('a key that is no zone key, is revoked, of another protocol or algorithm, signs nothing', () => {
  const key = vectors[2]?.[1].key
  if (key === undefined) throw new TypeError('vectors')
  expect(
    [{ flags: 1 }, { flags: 257 | 128 }, { protocol: 2 }, { algorithm: 5 }].map((more) => zoneKey({ ...key, ...more }))
  ).toEqual([undefined, undefined, undefined, undefined])
})

test('KeyTrap: of a hundred signatures and keys of one tag only a few are tried, and the lookup stops after sixteen that do not fit', () => {
  const vector = vectors[2]?.[1]
  if (vector === undefined) throw new TypeError('vectors')
  const keys = Array.from({ length: 100 }, () => keyOf(vector.key))
  const bad = { ...vector.signature, signature: new Uint8Array(64).fill(1) }
  const set = { ...setOf(vector), signatures: Array.from({ length: 100 }, () => bad) }
  const spent = new Work(settableClock(0), { ...usualLimits, failedSignatures: 1000 })
  expect(verifySet(set, vector.zone, keys, vector.signature.inception, spent).kind).toBe('not-verified')
  expect(spent.signatures).toBe(32)
  expect(() => verifySet(set, vector.zone, keys, vector.signature.inception, work())).toThrow(
    '16 signatures that do not verify'
  )
})

test('what is signed has the records in canonical order, once each, in lower case (RFC 4034 6)', () => {
  const signature = sign(2, 13, 2, 2, 1, 7, 'Example.', '')
  const ns = (target: string): RecordData => ({ type: 'NS', target })
  const set = {
    owner: 'a.example.',
    type: 2,
    ttl: 1,
    data: [ns('NS2.Example.'), ns('b.example.'), ns('ns2.example.')],
    signatures: []
  }
  const text = Buffer.from(signedOctets(set, signature)).toString('latin1')
  expect(text.match(/ns2/g)).toHaveLength(1)
  expect(text).not.toMatch(/[A-Z]/)
  expect(text.indexOf('\x01b\x07example')).toBeLessThan(text.indexOf('ns2'))
  const wild = Buffer.from(signedOctets({ ...set, owner: 'x.y.example.' }, { ...signature, labels: 1 })).toString(
    'latin1'
  )
  expect(wild).toContain('\x01*\x07example\x00')
})
