import { expect, test } from 'vitest'
import { operations } from '../../../src-shared/api/index.ts'
import { appleInput, fileInput, linkSchema, linkStart } from './link-schema.ts'

const values = {
  ...linkStart,
  device: 'Phone',
  service: '3',
  profile: '4',
  names: ['mara@example.test', 'a.example.test']
}

test('what the wizard holds is what the operations take', () => {
  const apple = appleInput({ ...values, wifi: true, ssid: 'Office', radius: ['radius.example.test'] }, 'de')
  expect(operations['apple.create'].input.parse(apple)).toMatchObject({
    service: 3,
    hours: 168,
    language: 'de',
    names: [
      { type: 'email', value: 'mara@example.test' },
      { type: 'dns', value: 'a.example.test' }
    ],
    wifi: { ssid: 'Office', serverNames: ['radius.example.test'], security: 'WPA2' }
  })
  expect(appleInput(values, 'en')).not.toHaveProperty('wifi')
  expect(appleInput({ ...values, validity: '90d' }, 'en')).toHaveProperty('validity', '90d')
  expect(appleInput({ ...values, service: 'acme:7', validity: '90d' }, 'en')).not.toHaveProperty('validity')
  const file = fileInput({ ...values, platform: 'android', mail: 'mara@example.test' }, 'en')
  expect(operations['claim.create'].input.parse(file)).toMatchObject({ profile: 4, mail: 'mara@example.test' })
  expect(file).not.toHaveProperty('validity')
})

test('for an ACME service the certificate names what the device attests, and nothing that was typed before', () => {
  const wanted = {
    ...values,
    service: 'acme:7',
    identifier: 'C02XK1ABCDEF',
    commonName: 'Mara',
    organization: 'Example'
  }
  const apple = operations['apple.create'].input.parse(appleInput(wanted, 'en'))
  expect(apple).toMatchObject({
    acmeService: 7,
    clientIdentifier: 'C02XK1ABCDEF',
    names: [],
    subject: [{ type: 'O', value: 'Example' }]
  })
  expect(apple.service).toBeUndefined()
  expect(linkSchema.safeParse({ ...wanted, identifier: 'Mara’s phone' }).error?.issues[0]?.path).toEqual(['identifier'])
})

test('a device without a name and a mail address that is none are refused where they are typed', () => {
  const paths = (change: Partial<typeof values>): unknown =>
    linkSchema.safeParse({ ...values, ...change }).error?.issues[0]?.path
  expect(paths({ device: ' ' })).toEqual(['device'])
  expect(paths({ mail: 'mara' })).toEqual(['mail'])
  expect(paths({ days: 91 })).toEqual(['days'])
  expect(paths({})).toBeUndefined()
})
