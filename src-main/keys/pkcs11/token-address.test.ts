import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { installedModules, knownModuleOf } from './known-modules.ts'
import { answers, response, request } from './messages.ts'
import { keyAddress, splitKeyAddress, tokenAddress, tokenNameOf } from './token-address.ts'

describe('the address of a token', () => {
  it('is the one that p11tool writes', () => {
    const name = { label: 'house 1', manufacturer: 'SoftHSM project', model: 'SoftHSM v2', serial: '6f84c8d58bd6d2b9' }
    expect(tokenAddress(name)).toBe(
      'pkcs11:model=SoftHSM%20v2;manufacturer=SoftHSM%20project;serial=6f84c8d58bd6d2b9;token=house%201'
    )
  })

  it('gives back name and key, whatever they hold', () => {
    const word = fc.string({ unit: 'grapheme', maxLength: 32 })
    fc.assert(
      fc.property(
        fc.record({ label: word, manufacturer: word, model: word, serial: word }),
        fc.uint8Array({ minLength: 1, maxLength: 40 }),
        (name, id) => {
          const token = tokenAddress(name)
          expect(tokenNameOf(token)).toEqual(name)
          const hex = Buffer.from(id).toString('hex')
          expect(splitKeyAddress(keyAddress(token, hex))).toEqual({ token, id: hex })
        }
      ),
      { seed: 20261120, numRuns: 300 }
    )
  })

  it.each(['', 'software', 'pkcs11:token=x', 'pkcs11:token=x;id=%0;type=private', 'pkcs11:token=x;id=%01;type=cert'])(
    '"%s" is no address of a key',
    (text) => expect(splitKeyAddress(text)).toBeUndefined()
  )
})

describe('what goes between engine and token process', () => {
  const sign = { call: 'sign', token: 't', id: '01', mechanism: { type: 1, pss: null }, inputs: [new Uint8Array(32)] }

  it('is taken where it has its shape', () => {
    expect(request.safeParse({ id: 1, body: sign }).success).toBe(true)
    expect(response.safeParse({ id: 1, value: {} }).success).toBe(true)
  })

  it.each([
    ['another call', { ...sign, call: 'eval' }],
    ['a field more', { ...sign, more: 1 }],
    ['text in place of bytes', { ...sign, inputs: ['x'] }],
    ['nothing to sign', { ...sign, inputs: [] }],
    ['more than fits a message', { ...sign, inputs: Array.from({ length: 65 }, () => new Uint8Array(1)) }],
    ['an id that is not hex', { ...sign, id: '../x' }],
    ['no PIN', { call: 'login', token: 't', pin: '', keep: 'session' }]
  ])('is refused with %s', (_what, body) => expect(request.safeParse({ id: 1, body }).success).toBe(false))

  it('is refused as an answer where a signature is too long or a slot says more than it may', () => {
    const signed = { signatures: [new Uint8Array(5000)], failure: null, micros: 1 }
    expect(answers.sign.safeParse(signed).success).toBe(false)
    const slot = {
      id: '0',
      description: '',
      manufacturer: '',
      removable: true,
      hardware: true,
      token: null,
      problem: null
    }
    expect(answers.survey.safeParse({ slots: [slot] }).success).toBe(true)
    expect(answers.survey.safeParse({ slots: [{ ...slot, path: '/etc/passwd' }] }).success).toBe(false)
    expect(answers.survey.safeParse({ slots: Array.from({ length: 300 }, () => slot) }).success).toBe(false)
  })
})

describe('known modules', () => {
  it('are told by what they say of themselves, else by the name of their file', () => {
    expect(knownModuleOf('Yubico (www.yubico.com) PKCS#11 PIV Library (SP-800-73)', '/x/y.so')?.id).toBe('ykcs11')
    expect(knownModuleOf('', '/opt/lib/yubihsm_pkcs11.so')?.id).toBe('yubihsm')
    expect(knownModuleOf('Somebody', '/opt/lib/other.so')).toBeUndefined()
  })

  it('are found where packages put them, each once', () => {
    const there = new Set([
      '/usr/lib/x86_64-linux-gnu/opensc-pkcs11.so',
      '/usr/lib64/libykcs11.so',
      '/usr/lib/libykcs11.so'
    ])
    expect(installedModules('linux', (path) => there.has(path)).map(({ path }) => path)).toEqual([
      '/usr/lib64/libykcs11.so',
      '/usr/lib/x86_64-linux-gnu/opensc-pkcs11.so'
    ])
    expect(installedModules('aix', () => true)).toEqual([])
  })
})
