import { expect, test } from 'vitest'
import { requireRuntime } from './runtime.ts'

test('a Node that the engine cannot run in is refused with a sentence that says what to do', () => {
  expect(() => requireRuntime('20.20.2')).toThrow('needs Node 24, and this is Node 20.20.2. Start it as "npx chancery"')
  expect(() => requireRuntime('22.1.0')).toThrow()
  expect(() => requireRuntime('24.15.0')).not.toThrow()
  expect(() => requireRuntime('26.0.0')).not.toThrow()
  expect(() => requireRuntime(process.versions.node)).not.toThrow()
})
