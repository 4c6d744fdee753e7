import { expect, test } from 'vitest'
import { revocationReasonCodes } from '../../../src-shared/model/revocation.ts'
import { reasonKey } from './reason-key.ts'

test('the words of a reason lead to its name in RFC 5280', () => {
  for (const words of ['Cessation of operation', 'CA compromise', 'Certificate hold', 'Unspecified', 'superseded']) {
    expect(Object.keys(revocationReasonCodes)).toContain(reasonKey(words))
  }
})
