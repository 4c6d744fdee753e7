import type { DeviceKindId } from './device-kinds.ts'
import { command, type RecipePart, type RecipeValues } from './recipe-values.ts'

/** @returns a subject as openssl takes it: the widest attribute first */
export function opensslName(subject: string): string {
  const parts = subject.match(/(?:\\.|[^,\\])+/g) ?? []
  return parts
    .toReversed()
    .map((part) => `/${part.trim().replaceAll(/\\(.)/g, '$1').replaceAll('/', '\\/')}`)
    .join('')
}

/** Commands of openssl 3.0 and newer, and the values for everything else that speaks CMP. */
export function cmpRecipe(kind: DeviceKindId, given: RecipeValues): readonly RecipePart[] {
  const { address, host, secret, user, issuer } = given
  const { host: authority, pathname, protocol } = new URL(address)
  const server = authority.includes(':') ? authority : `${authority}:${protocol === 'https:' ? 443 : 80}`
  const path = pathname.replace(/^\//, '')
  if (kind !== 'openssl-cmp')
    return [
      {
        label: 'values',
        text: [
          `CMP server: ${server}`,
          `Path: /${path}`,
          `Reference value (senderKID): ${user}`,
          `Secret: ${secret}`,
          'Protection: PBMAC1 or password-based MAC with SHA-256',
          `Recipient: ${issuer}`,
          `Subject: CN=${host}`,
          'First request: ir; afterwards kur, signed with its certificate',
          'Trust anchor: root.pem'
        ].join('\n')
      }
    ]
  const to = `-server ${server} -path ${path}`
  return [
    { label: 'key', text: 'openssl ecparam -name prime256v1 -genkey -noout -out key.pem' },
    {
      label: 'enrol',
      text: command([
        `openssl cmp -cmd ir ${to}`,
        `-ref ${user} -secret pass:${secret} -recipient "${opensslName(issuer)}"`,
        `-newkey key.pem -subject "/CN=${host}" -sans ${host}`,
        '-certout cert.pem -cacertsout ca.pem'
      ])
    },
    {
      label: 'renew',
      text: command([
        `openssl cmp -cmd kur ${to}`,
        '-cert cert.pem -key key.pem -trusted root.pem -untrusted issuing.pem',
        '-newkey next.pem -certout renewed.pem'
      ])
    },
    {
      label: 'revoke',
      text: command([
        `openssl cmp -cmd rr ${to}`,
        '-cert cert.pem -key key.pem -trusted root.pem -untrusted issuing.pem',
        '-oldcert cert.pem -revreason 4'
      ])
    }
  ]
}
