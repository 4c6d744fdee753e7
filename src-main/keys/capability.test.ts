import { expect, test } from 'vitest'
import { probeRuntime } from './capability.ts'

test('the report names runtime and library, and nothing that Chancery needs is absent', () => {
  const report = probeRuntime()
  expect(report.runtime).toBe(process.versions['electron'] === undefined ? 'Node' : 'Electron')
  expect(report.cryptoLibrary).toMatch(/^(OpenSSL 3\.|BoringSSL)/)
  const needed = report.capabilities.filter((capability) => capability.id !== 'sha3')
  expect(needed.filter((capability) => capability.by === 'absent')).toEqual([])
})
