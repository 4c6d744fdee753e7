import 'reflect-metadata'
import { AsnConvert } from '@peculiar/asn1-schema'
import { Name as AsnName } from '@peculiar/asn1-x509'
import { Name as PeculiarName } from '@peculiar/x509'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { nameAttributeTypes } from '../../src-shared/model/name-attributes.ts'
import { sameName, type NameAttribute } from '../../src-shared/model/name.ts'
import { vectors } from '../testing/vectors.ts'
import { parseCertificate } from './certificate.ts'
import { bytesOfHex, hexOf } from './der/hex.ts'
import { encode } from './der/writer.ts'
import { emptyName, encodeName, nameFromText, nameFromValue, parseName } from './name.ts'

describe('encoding a name', () => {
  it('uses PrintableString for country and serial number, IA5String for DC and e-mail, UTF8String otherwise', () => {
    expect(hexOf(nameFromText('C=DE').der)).toBe('300d310b3009060355040613024445')
    expect(hexOf(nameFromText('CN=a').der)).toBe('300c310a300806035504030c0161')
    expect(hexOf(nameFromText('serialNumber=7').der)).toContain('0603550405' + '130137')
    expect(hexOf(nameFromText('DC=test').der)).toContain('160474657374')
    expect(hexOf(nameFromText('emailAddress=a@b').der)).toContain('1603614062')
    expect(hexOf(nameFromText('O=Ä').der)).toContain('0c02c384')
    expect(hexOf(emptyName.der)).toBe('3000')
  })

  it('orders the attributes of one RDN as SET OF', () => {
    expect(nameFromText('CN=b+C=DE').der).toEqual(nameFromText('C=DE+CN=b').der)
    expect(nameFromText('OU=Sales+CN=J').text).toBe('CN=J+OU=Sales')
  })

  it('keeps values that are not text as they are', () => {
    const name = nameFromText('2.5.4.45=#0302078a')
    expect(name.value).toEqual([[{ oid: '2.5.4.45', value: '#0302078a', raw: true }]])
    expect(() => nameFromText('2.5.4.45=#03020780ff')).toThrow('not the DER of one value')
  })

  it('refuses what RFC 5280 does not allow, with every reason', () => {
    expect(() => nameFromText('C=DEU,CN=')).toThrow(
      'Country has 3 characters; exactly 2 are allowed (RFC 5280 appendix A.1).'
    )
    try {
      nameFromText('C=DEU,CN=')
    } catch (error) {
      expect(error).toMatchObject({ code: 'invalid-input', reasons: [{ where: 'subject.C' }, { where: 'subject.CN' }] })
    }
  })

  it('is read back to the same value, whatever the attributes', () => {
    const texts = nameAttributeTypes.filter((row) => row.syntax !== 'raw')
    const attribute = fc.constantFrom(...texts).chain((row): fc.Arbitrary<NameAttribute> => {
      const unit =
        row.syntax === 'printable'
          ? fc.constantFrom(..."AZaz09 '()+,-./:=?")
          : row.syntax === 'ia5'
            ? fc.integer({ min: 0x20, max: 0x7e }).map((code) => String.fromCharCode(code))
            : fc
                .string({ unit: 'grapheme', minLength: 1, maxLength: 1 })
                .map((c) => [...c][0] ?? 'x')
                .filter((c) => c >= ' ' && c !== '\u007f')
      return fc
        .array(unit, { minLength: row.minLength, maxLength: Math.min(row.maxLength, 40) })
        .map((units) => ({ oid: row.oid, value: units.join('') }))
    })
    const name = fc.array(
      attribute.map((one) => [one]),
      { maxLength: 6 }
    )
    fc.assert(
      fc.property(name, (value) => {
        const der = encodeName(value)
        const parsed = parseName(der)
        expect(parsed.value).toEqual(value)
        expect(nameFromText(parsed.text).der).toEqual(der)
        expect(nameFromText(parsed.text).key).toBe(parsed.key)
      }),
      { seed: 5, numRuns: 1000 }
    )
  })
})

describe('names of the NIST suite', () => {
  const names = vectors('pkits/certs', '.crt').flatMap(({ bytes }) => {
    const certificate = parseCertificate(bytes)
    return [certificate.issuer, certificate.subject]
  })

  it('have the values that @peculiar/x509 reads', () => {
    for (const name of names) {
      const theirs = new PeculiarName(Buffer.from(name.der)).toJSON().map((rdn) => Object.values(rdn).flat())
      expect(name.value.map((rdn) => rdn.map((attribute) => attribute.value))).toEqual(theirs)
      expect(AsnConvert.parse(name.der, AsnName)).toHaveLength(name.value.length)
    }
  })

  it('are the same name after they were written again, also where the string types change', () => {
    for (const name of names) {
      const again = nameFromValue(name.value)
      expect(again.key).toBe(name.key)
      expect(parseName(again.der).value).toEqual(name.value)
    }
  })

  it('compare as cases 4.3.3 to 4.3.11 of the suite want it', () => {
    const issuerOf = (file: string) => parseCertificate(vectors('pkits/certs', `${file}.crt`)[0]!.bytes).issuer
    const subjectOf = (file: string) => parseCertificate(vectors('pkits/certs', `${file}.crt`)[0]!.bytes).subject
    for (const [file, authority, same] of [
      ['ValidNameChainingWhitespaceTest3EE', 'GoodCACert', true],
      ['ValidNameChainingWhitespaceTest4EE', 'GoodCACert', true],
      ['ValidNameChainingCapitalizationTest5EE', 'GoodCACert', true],
      ['InvalidNameChainingTest1EE', 'GoodCACert', false],
      ['ValidRFC3280MandatoryAttributeTypesTest7EE', 'RFC3280MandatoryAttributeTypesCACert', true],
      ['ValidRFC3280OptionalAttributeTypesTest8EE', 'RFC3280OptionalAttributeTypesCACert', true],
      ['ValidUTF8StringEncodedNamesTest9EE', 'UTF8StringEncodedNamesCACert', true],
      ['ValidRolloverfromPrintableStringtoUTF8StringTest10EE', 'RolloverfromPrintableStringtoUTF8StringCACert', true],
      ['ValidUTF8StringCaseInsensitiveMatchTest11EE', 'UTF8StringCaseInsensitiveMatchCACert', true]
    ] as const) {
      expect(issuerOf(file).key === subjectOf(authority).key, file).toBe(same)
      expect(sameName(issuerOf(file).value, subjectOf(authority).value), file).toBe(same)
    }
  })
})

describe('a malformed name', () => {
  for (const [what, hex] of [
    ['an empty RDN', '30023100'],
    ['an attribute without a value', '300931073005060355040a'.replace('040a', '0403')],
    ['an attribute with two values', '300e310c300a06035504030c01610500'],
    ['a SEQUENCE where a SET belongs', '300c300a300806035504030c0161'],
    ['a value longer than its SET', '300c310a300806035504030c0261']
  ] as const) {
    it(`with ${what} is refused`, () => {
      expect(() => parseName(bytesOfHex(hex))).toThrow('cannot be read')
    })
  }

  it('with very many attributes is refused', () => {
    const one = nameFromText('CN=a').der.subarray(2)
    expect(() => parseName(encode(0x30, (w) => Array.from({ length: 201 }, () => w.raw(one))))).toThrow(
      'more than 200 attributes'
    )
    expect(() => parseName(new Uint8Array(70_000))).toThrow('at most 65536 are accepted')
  })

  it('with a string that does not decode still shows its bytes', () => {
    expect(parseName(bytesOfHex('300c310a300806035504030c01ff')).text).toBe('CN=#0c01ff')
  })
})
