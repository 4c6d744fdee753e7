import { AsnConvert } from '@peculiar/asn1-schema'
import { GeneralName as AsnGeneralName } from '@peculiar/asn1-x509'
import fc from 'fast-check'
import * as ipaddr from 'ipaddr.js'
import { describe, expect, it } from 'vitest'
import type { GeneralName } from '../../src-shared/model/general-name.ts'
import { parseNameText } from '../../src-shared/model/name-text.ts'
import { bytesOfHex, hexOf } from './der/hex.ts'
import { encodeGeneralName, encodeGeneralNames, parseGeneralNames } from './general-name.ts'
import { ipOctets, ipRangeOctets, ipRangeText, ipText } from './ip-address.ts'

const samples: readonly (readonly [GeneralName, string])[] = [
  [{ kind: 'dns', value: 'a.test' }, '8206612e74657374'],
  [{ kind: 'email', value: 'a@b' }, '8103614062'],
  [{ kind: 'uri', value: 'x:y' }, '8603783a79'],
  [{ kind: 'ip', value: '192.0.2.1' }, '8704c0000201'],
  [{ kind: 'ip', value: '2001:db8::1' }, '871020010db8000000000000000000000001'],
  [{ kind: 'rid', value: '1.2.3' }, '88022a03'],
  [{ kind: 'directory', value: parseNameText('C=DE') }, 'a40f300d310b3009060355040613024445'],
  [{ kind: 'upn', value: 'a@b' }, 'a013060a2b060104018237140203a0050c03614062'],
  [{ kind: 'smtp-utf8', value: 'ü@b' }, 'a01206082b06010505070809a0060c04c3bc4062'],
  [{ kind: 'other', oid: '1.2.3', value: '0500' }, 'a00806022a03a0020500'],
  [{ kind: 'x400', value: 'a3020500' }, 'a3020500'],
  [{ kind: 'edi', value: 'a5068104' + '0c024142' }, 'a50681040c024142']
]

describe('each kind of general name', () => {
  for (const [name, hex] of samples) {
    it(`${name.kind} is ${hex}`, () => {
      expect(hexOf(encodeGeneralName(name))).toBe(hex)
      expect(parseGeneralNames(encodeGeneralNames([name]))).toEqual([name])
    })
  }

  it('means the same to @peculiar/asn1-x509', () => {
    const of = (kind: string): AsnGeneralName =>
      AsnConvert.parse(encodeGeneralName(samples.find(([name]) => name.kind === kind)![0]), AsnGeneralName)
    expect(of('dns').dNSName).toBe('a.test')
    expect(of('email').rfc822Name).toBe('a@b')
    expect(of('uri').uniformResourceIdentifier).toBe('x:y')
    expect(of('ip').iPAddress).toBe('192.0.2.1')
    expect(of('rid').registeredID).toBe('1.2.3')
    expect(of('upn').otherName?.typeId).toBe('1.3.6.1.4.1.311.20.2.3')
  })

  it('is refused with the wrong bytes inside', () => {
    for (const [hex, message] of [
      ['300382018f', 'DNS name that is not ASCII'],
      ['30058703c00002', 'IP address of 3 octets'],
      ['30028900', 'a kind of name that does not exist'],
      ['30038801ff', 'ends inside a number'],
      ['3006a00406022a03', 'missing'],
      ['3004a4020500', 'SEQUENCE expected']
    ] as const) {
      expect(() => parseGeneralNames(bytesOfHex(hex)), hex).toThrow(message)
    }
  })

  it('cannot be written with characters that it cannot hold', () => {
    for (const name of [
      { kind: 'dns', value: 'bücher.test' },
      { kind: 'email', value: '' },
      { kind: 'uri', value: 'http://a b' },
      { kind: 'ip', value: '10.0.0.0/8' },
      { kind: 'upn', value: '' },
      { kind: 'other', oid: '1.2.3', value: '05' },
      { kind: 'x400', value: '0500' },
      { kind: 'rid', value: '1' }
    ] as const satisfies readonly GeneralName[]) {
      expect(() => encodeGeneralName(name), JSON.stringify(name)).toThrow()
    }
  })

  it('stops at the limit of names', () => {
    const many = new Uint8Array(
      Buffer.concat([bytesOfHex('3082ea60'), Buffer.alloc(60_000, Buffer.from('820161', 'hex'))])
    )
    expect(parseGeneralNames(many)).toHaveLength(20_000)
    const more = new Uint8Array(
      Buffer.concat([bytesOfHex('3082ea63'), Buffer.alloc(60_003, Buffer.from('820161', 'hex'))])
    )
    expect(() => parseGeneralNames(more)).toThrow('more than 20000 names')
  })
})

describe('addresses', () => {
  it('are read and written as ipaddr.js does', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.uint8Array({ minLength: 4, maxLength: 4 }),
          fc.uint8Array({ minLength: 16, maxLength: 16 }),
          fc.array(fc.constantFrom(0, 0, 0, 1, 255), { minLength: 16, maxLength: 16 }).map((a) => Uint8Array.from(a))
        ),
        (octets) => {
          const text = ipText(octets)
          expect(ipOctets(text)).toEqual(octets)
          expect(ipaddr.parse(text).toByteArray()).toEqual([...octets])
          expect(ipOctets(ipaddr.fromByteArray([...octets]).toNormalizedString())).toEqual(octets)
        }
      ),
      { seed: 6, numRuns: 2000 }
    )
  })

  it('follow RFC 5952 and refuse what is none', () => {
    expect(ipText(bytesOfHex('20010db8000000010000000000000001'))).toBe('2001:db8:0:1::1')
    expect(ipText(new Uint8Array(16))).toBe('::')
    expect(ipOctets('::ffff:192.0.2.1')).toEqual(bytesOfHex('00000000000000000000ffffc0000201'))
    for (const text of [
      '',
      '1.2.3',
      '1.2.3.4.5',
      '01.2.3.4',
      '1.2.3.256',
      ':::',
      '1::2::3',
      '1:2:3:4:5:6:7',
      '1:2:3:4:5:6:7:8:9',
      '12345::',
      'fe80::1%eth0',
      '::1.2.3',
      '1:2:3:4:5:6:7::8'
    ])
      expect(ipOctets(text), text).toBeNull()
  })

  it('have ranges with prefix or mask', () => {
    for (const [text, hex] of [
      ['10.0.0.0/8', '0a000000ff000000'],
      ['0.0.0.0/0', '0000000000000000'],
      ['192.0.2.1/32', 'c0000201ffffffff'],
      ['10.0.0.0/255.0.255.0', '0a000000ff00ff00'],
      ['2001:db8::/33', '20010db8000000000000000000000000ffffffff800000000000000000000000']
    ] as const) {
      expect(hexOf(ipRangeOctets(text))).toBe(hex)
      expect(ipRangeText(bytesOfHex(hex))).toBe(text)
    }
    for (const text of ['10.0.0.0', '10.0.0.0/33', '10.0.0.0/::', 'x/8'])
      expect(() => ipRangeOctets(text)).toThrow('not an address range')
  })
})
