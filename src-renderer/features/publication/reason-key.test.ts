import { expect, test } from 'vitest'
import { revocationReason } from '../../../src-shared/model/revocation.ts'
import { reasonKey } from './reason-key.ts'
import { de, en } from '../../ui/texts.ts'

/** As the engine writes them on a CRL. */
const words = [
  'Unspecified',
  'Key compromise',
  'CA compromise',
  'Affiliation changed',
  'Superseded',
  'Cessation of operation',
  'On hold',
  'Removed from CRL',
  'Privilege withdrawn',
  'Attribute authority compromise'
]

test('the words of every reason lead to its name in RFC 5280, and that to words in both languages', () => {
  expect(words.map(reasonKey)).toEqual(revocationReason.options)
  for (const reason of revocationReason.options) {
    expect(Object.keys(en.revocationReason)).toContain(reason)
    expect(Object.keys(de.revocationReason)).toContain(reason)
  }
})
