import { expect, test } from 'vitest'
import { toCsv } from './csv.ts'

test('quotes and commas are escaped, and a name that looks like a formula stays text', () => {
  expect(
    toCsv(
      ['name', 'n'],
      [
        ['a,"b"', 1],
        ['=cmd()', null]
      ]
    )
  ).toBe('name,n\r\n"a,""b""",1\r\n\'=cmd(),\r\n')
})
