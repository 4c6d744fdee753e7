import { describe, expect, test } from 'vitest'
import { silentLog } from '../testing/engine.ts'
import { nodeNet } from '../world/node-net.ts'
import { readPerspectives, startPerspective, type PerspectiveOptions } from './perspective.ts'

const options: PerspectiveOptions = {
  listen: { host: '127.0.0.1', port: 0 },
  tls: undefined,
  coordinate: null,
  key: null,
  open: false,
  perspectiveKey: null,
  trust: null,
  resolver: { dnsSource: 'given', dnsServers: ['127.0.0.1:9'], dnssec: 'off', dnsTrustAnchors: [] },
  addresses: 'public',
  domains: [],
  atOnce: 2,
  timeoutMs: 5000,
  version: '0.0.0-test',
  log: silentLog
}

describe('perspectives that a coordinator is told', () => {
  test('have a code and a registry, or host and port as code and no registry', () => {
    expect(
      readPerspectives([
        'fra@ripe-ncc=https://192.0.2.1:7481',
        'nyc=http://192.0.2.2/base/',
        'http://192.0.2.3:7481',
        'https://p.example.test'
      ])
    ).toEqual([
      { code: 'fra', url: 'https://192.0.2.1:7481', registry: 'RIPE NCC' },
      { code: 'nyc', url: 'http://192.0.2.2/base/', registry: null },
      { code: '192.0.2.3:7481', url: 'http://192.0.2.3:7481', registry: null },
      { code: 'p.example.test:443', url: 'https://p.example.test', registry: null }
    ])
  })

  test.each([
    [['http://192.0.2.1'], /at least two/],
    [['a=http://192.0.2.1', 'A=http://192.0.2.2'], /named twice/],
    [['a@nowhere=http://192.0.2.1', 'b=http://192.0.2.2'], /is no registry.*ripe-ncc/],
    [['ftp://192.0.2.1', 'b=http://192.0.2.2'], /is no perspective/],
    [['http://user:word@192.0.2.1', 'b=http://192.0.2.2'], /is no perspective/],
    [['http://[2001:db8::1]:80', 'b=http://192.0.2.2'], /is no code.*CODE=URL/]
  ])('%j is refused', (texts, why) => {
    expect(() => readPerspectives(texts)).toThrow(why)
  })
})

describe('a perspective', () => {
  test.each(['0.0.0.0', '::', '192.0.2.1'])('on %s asks for a key', async (host) => {
    await expect(startPerspective({ ...options, listen: { host, port: 0 } })).rejects.toThrow(/--api-key-file/)
  })

  test('that is asked by a coordinator answers through it, and says what it could not find out', async () => {
    const both = await Promise.all([startPerspective(options), startPerspective(options)])
    const addresses = both.map(({ listener }) => listener.address)
    const coordinator = await startPerspective({ ...options, coordinate: addresses })
    try {
      const config = await nodeNet.http({ method: 'GET', url: `${coordinator.listener.address}/configz` })
      expect(JSON.parse(Buffer.from(config.body).toString())).toMatchObject({
        open_mpic_api_spec_version: '3.9.0',
        default_perspective_count: 2
      })
      const body = Buffer.from(
        JSON.stringify({
          check_type: 'dcv',
          domain_or_ip_target: '127.0.0.1',
          dcv_check_parameters: { validation_method: 'acme-http-01', token: 't', key_authorization: 't.k' }
        })
      )
      const reply = await nodeNet.http({ method: 'POST', url: `${coordinator.listener.address}/mpic`, body })
      expect(reply.status).toBe(200)
      const said: unknown = JSON.parse(Buffer.from(reply.body).toString())
      expect(said).toMatchObject({
        is_valid: false,
        mpic_completed: false,
        perspectives: [
          {
            check_response: {
              check_completed: false,
              errors: [{ error_message: expect.stringMatching(/outside what this service allows/) }]
            }
          },
          { check_response: { check_completed: false } }
        ]
      })
    } finally {
      for (const one of [coordinator, ...both]) await one.listener.close()
    }
  })
})
