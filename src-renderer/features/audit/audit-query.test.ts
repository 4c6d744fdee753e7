import { expect, test } from 'vitest'
import { auditOperations } from '../../../src-shared/api/audit.ts'
import { auditQuery } from './audit-query.ts'

const day = 86_400_000

test('filters of the address become what the contract takes', () => {
  const query = auditQuery(
    { text: ['root'], outcome: ['refused'], objectKind: ['authority'], objectId: ['3'], since: ['7'] },
    100 * day
  )
  expect(query).toEqual({ text: 'root', outcome: 'refused', objectKind: 'authority', objectId: 3, from: 93 * day })
  expect(auditOperations['audit.export'].input.safeParse(query).success).toBe(true)
})

test('what makes no sense in the address is left out', () => {
  expect(auditQuery({ outcome: ['green'], objectId: ['x'], since: ['-2'] }, 0)).toEqual({})
})
