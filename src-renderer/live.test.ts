import { QueryClient, QueryObserver } from '@tanstack/react-query'
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

test('a name that was proven is judged anew in the review of a request', async () => {
  const client = new QueryClient()
  client.setQueryData(['request.inspect', {}], {})
  await refreshTopics(client, new Set(['domain.changed']))
  expect(client.getQueryState(['request.inspect', {}])?.isInvalidated).toBe(true)
})

test('what is being read for the first time while something changes is read again: its answer may be the old one', async () => {
  const client = new QueryClient()
  const answers: ((answer: string) => void)[] = []
  const observer = new QueryObserver(client, {
    queryKey: ['yubikey.show', {}],
    queryFn: () => new Promise<string>((resolve) => answers.push(resolve))
  })
  const end = observer.subscribe(() => undefined)
  const refreshed = refreshTopics(client, new Set(['yubikey.changed']))
  answers[0]?.('before the change')
  await expect.poll(() => answers.length).toBe(2)
  answers[1]?.('after the change')
  await refreshed
  expect(observer.getCurrentResult().data).toBe('after the change')
  end()
})
