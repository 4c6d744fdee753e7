import { expect, test } from 'vitest'
import { contentSecurityPolicy } from './content-security-policy.ts'

test('the policy allows nothing by default, no inline script or style without the nonce, and no eval', () => {
  const policy = contentSecurityPolicy('bm9uY2U=')
  expect(policy).toContain("default-src 'none'")
  expect(policy).toContain("script-src 'self' 'nonce-bm9uY2U='")
  expect(policy).not.toContain('unsafe')
  expect(policy).not.toContain('http:')
})
