import { expect, test } from 'vitest'
import { estInput, fitsProtocol, scepInput, setupSchema, setupStart } from './setup-schema.ts'

test('a device advises its protocol and its way in', () => {
  expect(setupStart('windows-mdm', undefined)).toMatchObject({ protocol: 'scep', method: 'ndes' })
  expect(setupStart('plc', undefined)).toMatchObject({ protocol: 'cmp' })
  expect(setupStart('plc', 'est')).toMatchObject({ protocol: 'est' })
  expect(setupStart('strongswan', 'est')).toMatchObject({ isDefault: true })
})

test('a profile that is to be made needs a name', () => {
  const values = { ...setupStart('curl', undefined), name: 'cameras' }
  expect(setupSchema.safeParse(values).success).toBe(true)
  expect(setupSchema.safeParse({ ...values, profileFrom: 'new' }).success).toBe(false)
  expect(setupSchema.safeParse({ ...values, profileFrom: 'new', newName: 'Cameras' }).success).toBe(true)
  expect(setupSchema.safeParse({ ...values, name: 'Not a path' }).success).toBe(false)
})

test('only what the protocol knows is sent', () => {
  const values = { ...setupStart('cisco-ios', undefined), name: 'routers', clients: ['192.0.2.0/24'] }
  expect(scepInput(values, 3)).toEqual({
    name: 'routers',
    profile: 3,
    challenge: ['one-time'],
    settings: { clients: ['192.0.2.0/24'] }
  })
  expect(scepInput({ ...values, method: 'external', validatorUrl: 'https://mdm.example' }, 3).settings).toMatchObject({
    validatorUrl: 'https://mdm.example'
  })
  expect(estInput(values, 3)).toMatchObject({ label: 'routers', auth: 'basic', default: false })
})

test('SCEP needs RSA keys, the others do not', () => {
  expect(fitsProtocol('scep', ['P-256'])).toBe(false)
  expect(fitsProtocol('scep', ['P-256', 'RSA-2048'])).toBe(true)
  expect(fitsProtocol('cmp', ['P-256'])).toBe(true)
})
