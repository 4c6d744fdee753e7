import type { DeviceKindId } from './device-kinds.ts'
import { command, type RecipePart, type RecipeValues } from './recipe-values.ts'

/** Commands that clients were seen to work with; docs/est.md names their versions. */
export function estRecipe(kind: DeviceKindId, { address, host, secret, user }: RecipeValues): readonly RecipePart[] {
  const origin = /^https?:\/\/[^/]+/.exec(address)?.[0] ?? address
  switch (kind) {
    case 'strongswan':
      return [
        {
          label: 'key',
          text: [
            'pki --gen --type rsa --size 2048 --outform pem > key.pem',
            command([`pki --req --in key.pem --type priv --dn "CN=${host}" --san ${host}`, '--outform der > csr.der'])
          ].join('\n')
        },
        {
          label: 'authority',
          text: `pki --estca --url ${origin} --cacert root.pem --caout ca.pem --outform pem --force`
        },
        {
          label: 'enrol',
          text: command([
            `pki --est --url ${origin} --in csr.der --cacert root.pem --cacert issuing.pem`,
            `--userpass ${user}:${secret} --outform pem > cert.pem`
          ])
        },
        {
          label: 'renew',
          text: command([
            `pki --est --url ${origin} --in csr.der --cacert root.pem --cacert issuing.pem`,
            '--cert cert.pem --key key.pem --outform pem > renewed.pem'
          ])
        }
      ]
    case 'printer':
    case 'plc':
    case 'cisco-ios':
    case 'certmonger':
    case 'windows-mdm':
    case 'apple':
    case 'android':
    case 'openssl-cmp':
      return [
        {
          label: 'values',
          text: [
            `EST server: ${origin}`,
            `Label (path segment): ${address.split('/').at(-1) ?? ''}`,
            `Whole address: ${address}`,
            `User name: ${user}`,
            `Password: ${secret}`,
            `Subject: CN=${host}`,
            `Subject alternative name: DNS ${host}`,
            'Trust anchor: root.pem'
          ].join('\n')
        }
      ]
    case 'curl':
      return [
        {
          label: 'key',
          text: command([
            'openssl req -new -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -keyout key.pem',
            `-subj "/CN=${host}" -addext subjectAltName=DNS:${host}`,
            '-outform DER | openssl base64 > csr.b64'
          ])
        },
        {
          label: 'enrol',
          text: command([
            `curl --cacert root.pem -u ${user}:${secret}`,
            "-H 'Content-Type: application/pkcs10' --data-binary @csr.b64",
            `${address}/simpleenroll | base64 -d | openssl pkcs7 -inform DER -print_certs -out cert.pem`
          ])
        },
        {
          label: 'renew',
          text: command([
            'curl --cacert root.pem --cert cert.pem --key key.pem',
            "-H 'Content-Type: application/pkcs10' --data-binary @csr.b64",
            `${address}/simplereenroll | base64 -d | openssl pkcs7 -inform DER -print_certs -out renewed.pem`
          ])
        }
      ]
  }
}
