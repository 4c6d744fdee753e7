import { execFileSync } from 'node:child_process'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { hasProgram } from '../testing/openssl.ts'
import { writePlist, type PlistValue } from './plist.ts'

/** What Python's plistlib reads, bytes as `hex:…`. */
function read(lists: readonly PlistValue[]): unknown {
  if (!hasProgram('python3')) throw new Error('Install python3: its plistlib reads what devices read.')
  const program = [
    'import json, plistlib, sys',
    'whole = plistlib.loads(sys.stdin.buffer.read())',
    'json.dump(whole, sys.stdout, default=lambda data: "hex:" + data.hex())'
  ].join('\n')
  return JSON.parse(execFileSync('python3', ['-c', program], { input: writePlist(lists), encoding: 'utf8' }))
}

const plain = (value: PlistValue): unknown => {
  if (value instanceof Uint8Array) return `hex:${Buffer.from(value).toString('hex')}`
  if (typeof value !== 'object') return value
  return Array.isArray(value)
    ? value.map((one: PlistValue) => plain(one))
    : Object.fromEntries(Object.entries(value).map(([key, one]) => [key, plain(one as PlistValue)]))
}

/** Text that XML 1.0 can say. */
const text = fc
  .string({ unit: 'binary', maxLength: 20 })
  .filter((one) => !/[^\t\n\r\u{20}-\u{d7ff}\u{e000}-\u{fffd}\u{10000}-\u{10ffff}]/u.test(one))
const { value } = fc.letrec<{ value: PlistValue }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 3 },
    text,
    fc.maxSafeInteger(),
    fc.boolean(),
    fc.uint8Array({ maxLength: 40 }),
    fc.array(tie('value'), { maxLength: 4 }),
    fc.dictionary(text, tie('value'), { maxKeys: 4, noNullPrototype: true })
  )
}))

describe('a property list', () => {
  test('of any texts, numbers, bytes, lists and dictionaries is read by another parser as it was meant', () => {
    const lists = fc.sample(value, { numRuns: 500, seed: 20_261_120 })
    expect(read(lists)).toEqual(lists.map(plain))
  })

  test('leaves out what is undefined', () => {
    expect(read([{ a: undefined, b: '<&>"\r\n' }])).toEqual([{ b: '<&>"\r\n' }])
  })

  test.for(['\u{0}', '\u{b}', '\u{fffe}', '\u{d800}'])('does not say the character %j', (wrong) => {
    expect(() => writePlist({ [wrong]: 1 })).toThrow(RangeError)
    expect(() => writePlist([`a${wrong}`])).toThrow(RangeError)
  })

  test.for([1.5, Number.NaN, Number.POSITIVE_INFINITY, 2 ** 60])('has no number %d', (wrong) => {
    expect(() => writePlist(wrong)).toThrow(RangeError)
  })
})
