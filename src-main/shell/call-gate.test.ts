import { expect, test } from 'vitest'
import type { Reply } from '../../src-shared/desktop-bridge.ts'
import { admittedTopic, answerCall, type DesktopHandlers } from './call-gate.ts'
import type { ShellPort } from './port.ts'

const mainFrame = { url: 'app://chancery/requests', parent: null }
const window = { windowId: 1 }

/** An engine end that writes down what reached it. */
function recordingPort(): ShellPort & { readonly seen: unknown[] } {
  const seen: unknown[] = []
  return {
    seen,
    call: (operation, input, from): Promise<Reply> => {
      seen.push([operation, input, from])
      if (operation !== 'authority.list')
        return Promise.resolve({ ok: false, failure: { code: 'unknown-operation', message: 'none', reasons: [] } })
      return Promise.resolve({ ok: true, value: ['root'] })
    },
    subscribe: () => () => undefined,
    windowClosed: () => undefined
  }
}
const desktop: DesktopHandlers = { 'desktop.theme': () => Promise.resolve({ ok: true, value: null }) }

test('a call of the top frame of our own page reaches the engine and brings back its answer', async () => {
  const port = recordingPort()
  const reply = await answerCall(mainFrame, window, ['authority.list', { page: 1 }], { port, desktop })
  expect(reply).toEqual({ ok: true, value: ['root'] })
  expect(port.seen).toEqual([['authority.list', { page: 1 }, window]])
})

test.each([
  ['a sub-frame of our own page', { url: 'app://chancery/', parent: mainFrame }],
  ['a page of another origin', { url: 'https://example.test/', parent: null }],
  ['a host that only starts like ours', { url: 'app://chancery.example.test/', parent: null }],
  ['a file', { url: 'file:///usr/share/index.html', parent: null }],
  ['an empty document', { url: 'about:blank', parent: null }],
  ['a frame that is gone', null]
])('%s is refused and the engine hears nothing', async (_case, frame) => {
  const port = recordingPort()
  const reply = await answerCall(frame, window, ['authority.list', {}], { port, desktop })
  expect(reply).toMatchObject({ ok: false, failure: { code: 'forbidden' } })
  expect(port.seen).toEqual([])
  expect(admittedTopic(frame, 'request.changed')).toBeUndefined()
})

test('an operation that the engine does not know comes back as its refusal', async () => {
  const reply = await answerCall(mainFrame, window, ['authority.burn', {}], { port: recordingPort(), desktop })
  expect(reply).toMatchObject({ ok: false, failure: { code: 'unknown-operation' } })
})

test.each([
  ['no input', ['authority.list']],
  ['a third argument', ['authority.list', {}, {}]],
  ['a name that is not text', [7, {}]],
  ['a name with a path', ['../authority', {}]],
  ['a name without end', ['a'.repeat(81), {}]],
  ['a name of the language', ['__proto__', {}]]
])('%s never reaches the engine', async (_case, args) => {
  const port = recordingPort()
  expect(await answerCall(mainFrame, window, args, { port, desktop })).toMatchObject({ failure: { code: 'malformed' } })
  expect(port.seen).toEqual([])
})

test('the window answers its own operations and knows no inherited ones', async () => {
  const port = recordingPort()
  expect(await answerCall(mainFrame, window, ['desktop.theme', {}], { port, desktop })).toEqual({
    ok: true,
    value: null
  })
  expect(await answerCall(mainFrame, window, ['desktop.toString', {}], { port, desktop })).toMatchObject({
    failure: { code: 'unknown-operation' }
  })
  expect(port.seen).toEqual([])
})

test('a page listens to topics of the list only', () => {
  expect(admittedTopic(mainFrame, 'request.changed')).toBe('request.changed')
  expect(admittedTopic(mainFrame, 'toString')).toBeUndefined()
  expect(admittedTopic(mainFrame, 'secret.revealed')).toBeUndefined()
})
