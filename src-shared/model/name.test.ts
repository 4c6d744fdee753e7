import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { attributeTypeNamed } from './name-attributes.ts'
import { formatName, parseNameText } from './name-text.ts'
import { attributeValues, checkName, nameKey, sameName, type NameValue } from './name.ts'

const CN = '2.5.4.3'
const O = '2.5.4.10'

describe('the text form of a name', () => {
  it('lists the RDNs in encoded order', () => {
    expect(parseNameText('CN=Test Root,O=Example')).toEqual([
      [{ oid: CN, value: 'Test Root' }],
      [{ oid: O, value: 'Example' }]
    ])
    expect(formatName(parseNameText('C=DE, O=Example , CN=Root'))).toBe('C=DE,O=Example,CN=Root')
  })

  it('reads the examples of RFC 4514 section 4', () => {
    expect(parseNameText('UID=jsmith,DC=example,DC=net')).toHaveLength(3)
    expect(parseNameText('OU=Sales+CN=J.  Smith,DC=example,DC=net')[0]).toEqual([
      { oid: '2.5.4.11', value: 'Sales' },
      { oid: CN, value: 'J.  Smith' }
    ])
    expect(attributeValues(parseNameText('CN=James \\"Jim\\" Smith\\, III,DC=example'), CN)).toEqual([
      'James "Jim" Smith, III'
    ])
    expect(attributeValues(parseNameText('CN=Before\\0dAfter,DC=example'), CN)).toEqual(['Before\rAfter'])
    expect(parseNameText('1.3.6.1.4.1.1466.0=#04024869')).toEqual([
      [{ oid: '1.3.6.1.4.1.1466.0', value: '#04024869', raw: true }]
    ])
    expect(attributeValues(parseNameText('CN=Lu\\C4\\8Di\\C4\\87'), CN)).toEqual(['Lučić'])
  })

  it('keeps escaped blanks at the ends and takes quotes', () => {
    expect(parseNameText('CN=\\ a \\ ')).toEqual([[{ oid: CN, value: ' a  ' }]])
    expect(parseNameText('O="Acme, Inc." , cn = x')).toEqual([
      [{ oid: O, value: 'Acme, Inc.' }],
      [{ oid: CN, value: 'x' }]
    ])
    expect(parseNameText('')).toEqual([])
  })

  for (const [text, message] of [
    ['Test Root', 'type=value'],
    ['XX=1', 'not an attribute type'],
    ['CN=a,', 'type=value'],
    ['CN=a;O=b', 'backslash before it'],
    ['CN=#0', 'in hexadecimal'],
    ['CN=#0401ff x', 'comma or plus'],
    ['CN="a', 'closing quotation mark'],
    ['CN=a\\q', 'special character'],
    ['CN=\\ff', 'not UTF-8']
  ] as const) {
    it(`refuses ${text} and says where`, () => {
      expect(() => parseNameText(text)).toThrow(message)
    })
  }

  it('reads back what it writes, whatever the value', () => {
    const value = fc.oneof(
      fc.string({ unit: 'grapheme' }),
      fc.string({ unit: 'binary' }),
      fc.constantFrom(' ', '#a', ' #', 'a ', '\\', '"', '=,+;<>')
    )
    const attribute = fc.record({ oid: fc.constantFrom(CN, O, '2.5.4.6', '1.2.3.4'), value })
    const name = fc.array(fc.array(attribute, { minLength: 1, maxLength: 3 }), { maxLength: 5 })
    fc.assert(
      fc.property(name, (original) => {
        expect(parseNameText(formatName(original))).toEqual(original)
      }),
      { seed: 4, numRuns: 2000 }
    )
  })
})

describe('name comparison of RFC 5280 7.1', () => {
  const same = (a: string, b: string): boolean => sameName(parseNameText(a), parseNameText(b))

  it('ignores case and the amount of white space', () => {
    expect(same('CN=Good  CA,O=Test', 'cn=good ca,o=  TEST')).toBe(true)
    expect(same('CN=Straße', 'CN=STRASSE')).toBe(true)
    expect(same('CN=e\\CC\\81', 'CN=\\C3\\A9')).toBe(true)
    expect(same('CN=a\\C2\\ADb', 'CN=ab')).toBe(true)
  })

  it('keeps what differs apart', () => {
    expect(same('CN=a,O=b', 'O=b,CN=a')).toBe(false)
    expect(same('CN=a+O=b', 'O=b+CN=a')).toBe(true)
    expect(same('CN=a+O=b', 'CN=a,O=b')).toBe(false)
    expect(same('CN=a', 'CN=a b')).toBe(false)
    expect(same('CN=a', 'OU=a')).toBe(false)
  })

  it('cannot be confused by separators in values', () => {
    const one: NameValue = [[{ oid: CN, value: 'a\u001e2.5.4.10=b' }]]
    expect(nameKey(one)).not.toBe(nameKey(parseNameText('CN=a,O=b')))
    expect(nameKey([[{ oid: CN, value: '#0401ff' }]])).not.toBe(nameKey([[{ oid: CN, value: '#0401ff', raw: true }]]))
  })
})

describe('the rules of a name that is to be written', () => {
  const rules = (text: string): string[] => checkName(parseNameText(text)).map((reason) => reason.rule)

  it('allow what RFC 5280 appendix A allows', () => {
    expect(rules(`C=DE,O=${'x'.repeat(64)},CN=Müller,emailAddress=a@b.example`)).toEqual([])
  })

  it('refuse lengths, characters and repeated types with the attribute named', () => {
    expect(rules('C=DEU')).toEqual(['name.length'])
    expect(rules(`CN=${'x'.repeat(65)}`)).toEqual(['name.length'])
    expect(rules('CN=')).toEqual(['name.length'])
    expect(rules('C=Ä1')).toEqual(['name.characters'])
    expect(rules('serialNumber=a_b')).toEqual(['name.characters'])
    expect(rules('emailAddress=ü@b.example')).toEqual(['name.characters'])
    expect(rules('CN=a\\00')).toEqual(['name.control'])
    // Shown as abcexe.png, and something beside what it seems.
    expect(rules('CN=abc\u202egnp.exe')).toEqual(['name.control'])
    expect(rules('CN=pay\u200bpal')).toEqual(['name.control'])
    expect(rules('CN=\u0645\u06cc\u200c\u0631\u0648\u0645')).toEqual([])
    expect(rules('CN=a+CN=b')).toEqual(['name.repeated-type'])
    expect(checkName(parseNameText('C=DEU'))[0]).toEqual({
      where: 'subject.C',
      rule: 'name.length',
      message: 'Country has 3 characters; exactly 2 are allowed (RFC 5280 appendix A.1).'
    })
  })

  it('show what is not seen, and read it back', () => {
    const text = formatName(parseNameText('CN=abc\u202egnp.exe'))
    expect(text).toBe('CN=abc\\e2\\80\\aegnp.exe')
    expect(formatName(parseNameText(text))).toBe(text)
  })

  it('find types by keyword, alias and number', () => {
    expect(attributeTypeNamed('commonname')?.oid).toBe(CN)
    expect(attributeTypeNamed('OID.2.5.4.3')?.name).toBe('CN')
    expect(attributeTypeNamed('constructor')).toBeUndefined()
  })
})
