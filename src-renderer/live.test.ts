import { QueryClient } from '@tanstack/react-query'
import { expect, test } from 'vitest'
import { refreshTopics } from './live.ts'

test('an event makes stale what it is about and leaves the rest', async () => {
  const client = new QueryClient()
  for (const name of ['request.list', 'request.show', 'certificate.list', 'dashboard.summary', 'settings.show']) {
    client.setQueryData([name, {}], {})
  }
  await refreshTopics(client, new Set(['request.changed']))
  const stale = client
    .getQueryCache()
    .getAll()
    .filter(({ state }) => state.isInvalidated)
    .map(({ queryKey }) => queryKey[0])
  expect(stale).toEqual(['request.list', 'request.show', 'dashboard.summary'])
})
