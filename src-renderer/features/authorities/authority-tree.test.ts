import { expect, test } from 'vitest'
import type { AuthorityRow } from '../../../src-shared/api/authorities.ts'
import { authorityTree, type AuthorityBranch } from './authority-tree.ts'

const row = (id: number, name: string, issuerId: number | null): AuthorityRow => ({
  id,
  name,
  kind: issuerId === null ? 'root' : 'subordinate',
  state: 'active',
  subject: `CN=${name}`,
  issuerId,
  issuerName: null,
  keyAlgorithm: 'P-256',
  keyLocation: 'software',
  notBefore: 0,
  notAfter: 1,
  certificateId: id,
  certificates: { active: 0, revoked: 0, suspended: 0, expired: 0 },
  latestCrl: null,
  createdAt: 0
})
const shape = (branches: readonly AuthorityBranch[]): unknown =>
  branches.map((branch) => (branch.below.length === 0 ? branch.row.name : [branch.row.name, shape(branch.below)]))

test('subordinates stand under their issuer, by name', () => {
  const rows = [row(3, 'tls', 2), row(2, 'policy', 1), row(1, 'root', null), row(4, 'mail', 2)]
  expect(shape(authorityTree(rows))).toEqual([['root', [['policy', ['mail', 'tls']]]]])
})

test('an authority signed by one that is not ours stands on top, and every row is there exactly once', () => {
  const rows = [row(5, 'guest', 99), row(1, 'root', 1)]
  expect(shape(authorityTree(rows))).toEqual(['guest', 'root'])
})
