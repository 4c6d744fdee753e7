import { expect, test } from 'vitest'
import { allRows, connectionKey } from './connection.ts'
import * as acme from './acme.ts'
import { close, open } from './open.ts'
import { reader } from './store.ts'

test('no question that every order asks walks through a table, however many orders are stored', async () => {
  const store = open(':memory:')
  const from = reader(store)
  const before = new Set(from[connectionKey].statements.keys())
  const now = Date.UTC(2026, 10, 20)
  acme.liveAuthorizations(from, 1, ['www.example.test', 'example.test'], now)
  acme.authorizationsOf(from, 1)
  acme.authorizationIdsOf(from, 1)
  acme.challengesOf(from, 1)
  acme.challengesUnderWay(from, 10)
  acme.openOrdersOf(from, 1)
  acme.countOpenAcmeOrders(from, 1, now)
  acme.lastCertified(from, 1, 'dns:www.example.test')
  acme.getAcmeOrderByCertificate(from, 1)
  acme.orderReplacing(from, 1, now)
  acme.ordersSince(from, 1, now)
  acme.accountsSince(from, 1, '127.0.0.1', now)
  acme.certifiedSince(from, 1, 'dns:www.example.test', now)
  acme.mailsSince(from, 'anna@example.test', now)
  acme.acmeMailByToken(from, 'token')
  acme.getAcmeMail(from, 1)
  acme.challengesAwaitingMail(from)
  const asked = [...from[connectionKey].statements.keys()].filter((sql) => !before.has(sql))
  expect(asked.length).toBe(17)
  for (const sql of asked) {
    const bound = Array.from(sql.matchAll(/\?/g), () => 1)
    const named = { accountId: 1, value: 'x', now: 1, wildcard: 0 }
    const plan = allRows(from, `EXPLAIN QUERY PLAN ${sql}`, sql.includes('@') ? named : bound) as { detail: string }[]
    for (const { detail } of plan) {
      // Challenges under way have an index of their own, which holds nothing else. A subquery is read after its search.
      expect(detail, sql).not.toMatch(/^SCAN (?!acme_challenge USING INDEX acme_challenge_processing|\(subquery)/)
      expect(detail, sql).not.toContain('acme_authorization_end')
    }
  }
  await close(store)
})
