import { expect, test } from 'vitest'
import { clean, describe as words } from './print.ts'

test('lists become tables, fields become lines, times are written in UTC', () => {
  expect(
    words({
      rows: [
        { id: 1, subject: 'CN=a', notAfter: Date.UTC(2027, 0, 1), revokedAt: null },
        { id: 12, subject: 'CN=bb', notAfter: Date.UTC(2028, 0, 1), revokedAt: null }
      ],
      next: null,
      total: 2
    })
  ).toBe(
    [
      'rows: 2',
      '  id  subject  not after',
      '  1   CN=a     2027-01-01 00:00:00Z',
      '  12  CN=bb    2028-01-01 00:00:00Z',
      'next:  -',
      'total: 2'
    ].join('\n')
  )
  expect(words({ authority: { name: 'root', settings: { crl: { onRevocation: true } }, pem: 'a\nb\n' } })).toBe(
    [
      'authority:',
      '  name: root',
      '  settings:',
      '    crl:',
      '      on revocation: yes',
      '  pem:',
      '    a',
      '    b'
    ].join('\n')
  )
})

test('a name with escape sequences or marks of direction is shown, not obeyed', () => {
  expect(clean('CN=\u001b[31mred\u202eevil\u0007')).toBe('CN=\\u001b[31mred\\u202eevil\\u0007')
  expect(words({ subject: 'a\u001b]0;title\u0007b' })).not.toContain('\u001b')
  expect(words({ text: 'line\n\u009b2J' })).not.toContain('\u009b')
})
