import type { DeviceKindId } from './device-kinds.ts'
import { command, type RecipePart, type RecipeValues } from './recipe-values.ts'

/** What to enter in the fields of a device, whatever they are called there. */
function values({ address, host, secret, fingerprint, page }: RecipeValues): RecipePart {
  const lines = [
    `SCEP URL: ${address}`,
    `Subject: CN=${host}`,
    `Subject alternative name: DNS ${host}`,
    ...(page === null
      ? [`Challenge password: ${secret}`]
      : [`NDES admin page: ${page.address}`, `NDES user name: ${page.user}`]),
    'Key: RSA 2048',
    'Hash: SHA-256',
    ...(fingerprint === null ? [] : [`CA fingerprint (SHA-256): ${fingerprint}`])
  ]
  return { label: 'values', text: lines.join('\n') }
}

/** Commands that clients were seen to work with; docs/scep.md names their versions. */
export function scepRecipe(kind: DeviceKindId, given: RecipeValues): readonly RecipePart[] {
  const { address, host, secret } = given
  switch (kind) {
    case 'cisco-ios':
      return [
        {
          label: 'config',
          file: 'trustpoint.txt',
          text: [
            'crypto key generate rsa general-keys label chancery modulus 2048',
            'crypto pki trustpoint CHANCERY',
            ` enrollment url ${address}`,
            ' serial-number none',
            ' ip-address none',
            ` fqdn ${host}`,
            ` subject-name CN=${host}`,
            ` password ${secret}`,
            ' revocation-check crl',
            ' hash sha256',
            ' rsakeypair chancery 2048',
            ' auto-enroll 70 regenerate'
          ].join('\n')
        },
        { label: 'enrol', text: 'crypto pki authenticate CHANCERY\ncrypto pki enroll CHANCERY' }
      ]
    case 'strongswan':
      return [
        { label: 'key', text: 'pki --gen --type rsa --size 2048 --outform pem > key.pem' },
        {
          label: 'authority',
          text: command([`pki --scepca --url ${address}`, '--caout ca.pem --raout ra.pem --outform pem --force'])
        },
        {
          label: 'enrol',
          text: command([
            `pki --scep --url ${address}`,
            `--in key.pem --dn "CN=${host}" --san ${host} --password ${secret}`,
            '--cacert-enc ra.pem --cacert-sig ra.pem --cacert issuing.pem --cacert root.pem',
            '--outform pem > cert.pem'
          ])
        },
        {
          label: 'renew',
          text: command([
            `pki --scep --url ${address}`,
            `--in next.pem --dn "CN=${host}" --san ${host} --cert cert.pem --key key.pem`,
            '--cacert-enc ra.pem --cacert-sig ra.pem --cacert issuing.pem --cacert root.pem',
            '--outform pem > renewed.pem'
          ])
        }
      ]
    case 'certmonger':
      return [
        // The daemon works in a folder of its own: a path from here would lead nowhere there.
        {
          label: 'service',
          text: [
            'install -m 644 root.pem /etc/ssl/certs/chancery-root.pem',
            `getcert add-scep-ca -c chancery -u ${address} -N /etc/ssl/certs/chancery-root.pem`
          ].join('\n')
        },
        {
          label: 'enrol',
          text: command([
            'getcert request -c chancery -w',
            `-k /etc/ssl/private/${host}.key -f /etc/ssl/certs/${host}.pem -g 2048`,
            `-N CN=${host} -D ${host} -L ${secret}`
          ])
        }
      ]
    case 'apple':
      return [
        {
          label: 'values',
          text: [
            `URL: ${address}`,
            `Name: ${given.issuer}`,
            `Subject: CN=${host}`,
            'Subject Alternative Name Type: DNS Name',
            `Subject Alternative Name Value: ${host}`,
            `Challenge: ${secret}`,
            'Key Size: 2048',
            'Use as digital signature: yes',
            'Use for key encipherment: yes',
            ...(given.fingerprint === null ? [] : [`Fingerprint: ${given.fingerprint}`])
          ].join('\n')
        }
      ]
    case 'windows-mdm':
    case 'android':
    case 'printer':
    case 'curl':
    case 'openssl-cmp':
    case 'plc':
      return [values(given)]
  }
}
