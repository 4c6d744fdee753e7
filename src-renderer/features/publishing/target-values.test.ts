import { expect, test } from 'vitest'
import type { PublishTarget } from '../../../src-shared/api/publishing.ts'
import { publishSettings } from '../../../src-shared/model/publishing.ts'
import { destinationOf, settingsOf, valuesOf } from './target-values.ts'

const target = (destination: PublishTarget['destination']): PublishTarget => ({
  id: 1,
  name: 'web',
  state: 'enabled',
  to: '',
  destination,
  hasSecret: true,
  settings: publishSettings.parse({ what: { ocsp: true } }),
  baseAddress: null,
  running: false,
  nextRunAt: null,
  lastRunAt: null,
  lastSuccessAt: null,
  lastError: null,
  failures: 0,
  files: 0,
  version: 1
})

test('what the dialog shows of a target goes back as it was, and a secret that was not typed is not sent', () => {
  const hostKey = `SHA256:${'A'.repeat(43)}`
  const sftp = { kind: 'sftp', host: '::1', port: 2222, user: 'a b', folder: '/x y', hostKey, proof: 'key' } as const
  expect(destinationOf(valuesOf(target(sftp)))).toEqual({ to: 'sftp://a%20b@[::1]:2222/x%20y', hostKey })
  const s3 = {
    kind: 's3',
    endpoint: 'https://s3.test',
    region: 'eu-1',
    bucket: 'pki',
    prefix: 'a/b',
    accessKey: 'K'
  } as const
  expect(destinationOf(valuesOf(target(s3)))).toEqual({
    to: 's3://pki/a/b',
    user: 'K',
    endpoint: 'https://s3.test',
    region: 'eu-1'
  })
  const http = { kind: 'http', url: 'https://dav.test/', proof: 'basic', user: 'u' } as const
  expect(destinationOf({ ...valuesOf(target(http)), secret: 's' })).toEqual({
    to: 'https://dav.test/',
    user: 'u',
    secret: 's'
  })
  expect(destinationOf(valuesOf(target({ kind: 'folder', path: '/srv' })))).toEqual({ to: '/srv' })
  expect(settingsOf(valuesOf(target(http)))).toEqual({
    baseAddress: null,
    every: '1h',
    onChange: true,
    removeOld: true,
    what: { crls: true, certificates: true, ocsp: true, documents: true }
  })
})
