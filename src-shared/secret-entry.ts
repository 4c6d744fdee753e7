import type { Input, OperationName } from './api/index.ts'

/** What is asked for: the words and the rules of a field follow from it. */
export type SecretKind =
  'pin' | 'new-pin' | 'new-yubikey-pin' | 'yubikey-pin' | 'puk' | 'new-puk' | 'management-key' | 'passphrase'

export interface SecretField {
  /** Field of the operation's input. */
  readonly name: string
  readonly kind: SecretKind
  /** Asked for only where the page says that it is needed. */
  readonly onDemand?: true
  /** May be left empty; then the operation is not given it. */
  readonly mayBeEmpty?: true
}

interface SecretEntry {
  readonly fields: readonly SecretField[]
  /** The field that takes the content of a private key's file. */
  readonly keyFile?: 'file'
}

const pin = { name: 'pin', kind: 'pin' } as const
const yubiKeyPin = { name: 'pin', kind: 'yubikey-pin' } as const
const puk = { name: 'puk', kind: 'puk' } as const
const managementKey = { name: 'managementKey', kind: 'management-key', onDemand: true } as const
const filePassphrase = { name: 'passphrase', kind: 'passphrase', mayBeEmpty: true } as const

/**
 * Operations whose secrets are typed elsewhere than among the fields of a page: into the window of the shell on the
 * desktop, which the page cannot read; into a dialog of their own in a browser.
 */
export const secretEntries = {
  'token.unlock': { fields: [pin] },
  'token.change-pin': { fields: [pin, { name: 'newPin', kind: 'new-pin' }] },
  'token.keep-pin': { fields: [pin] },
  'token.import': { fields: [filePassphrase], keyFile: 'file' },
  'yubikey.setup': {
    fields: [
      { ...yubiKeyPin, onDemand: true },
      { ...puk, onDemand: true },
      managementKey,
      { name: 'newPin', kind: 'new-yubikey-pin' },
      { name: 'newPuk', kind: 'new-puk' }
    ]
  },
  'yubikey.change-pin': { fields: [yubiKeyPin, { name: 'newPin', kind: 'new-yubikey-pin' }] },
  'yubikey.change-puk': { fields: [puk, { name: 'newPuk', kind: 'new-puk' }] },
  'yubikey.unblock': { fields: [puk, { name: 'newPin', kind: 'new-yubikey-pin' }] },
  'yubikey.generate': { fields: [yubiKeyPin, managementKey] },
  'yubikey.import': { fields: [yubiKeyPin, managementKey, filePassphrase], keyFile: 'file' },
  'yubikey.write-certificate': { fields: [yubiKeyPin, managementKey] },
  'yubikey.enrol': { fields: [yubiKeyPin, managementKey] }
} as const satisfies Partial<Readonly<Record<OperationName, SecretEntry>>>

export type SecretOperation = keyof typeof secretEntries
type EntryOf<N extends SecretOperation> = (typeof secretEntries)[N]
/** Names of the fields that the page leaves out. */
export type SecretNameOf<N extends SecretOperation> =
  EntryOf<N>['fields'][number]['name'] | (EntryOf<N> extends { readonly keyFile: 'file' } ? 'file' : never)
/** What the page says of the operation. */
export type OpenInput<N extends SecretOperation> = Omit<Input<N>, SecretNameOf<N>>

export function isSecretOperation(name: string): name is SecretOperation {
  return Object.hasOwn(secretEntries, name)
}

/** @returns what is asked for; @param wanted names of fields that are needed this time, of those on demand */
export function askedFields(operation: SecretOperation, wanted: readonly string[]): readonly SecretField[] {
  const { fields }: SecretEntry = secretEntries[operation]
  return fields.filter(({ name, onDemand }) => onDemand !== true || wanted.includes(name))
}

/** @returns whether the operation takes a file with a private key, which is chosen along with the secrets */
export function takesKeyFile(operation: SecretOperation): boolean {
  const entry: SecretEntry = secretEntries[operation]
  return entry.keyFile !== undefined
}

export type SecretProblem = 'missing' | 'length' | 'characters' | 'hex' | 'factory' | 'differ' | 'same'

/** Values that every YubiKey leaves the factory with: never a good new one. */
const factoryValues = ['123456', '12345678']

/** @returns what is wrong with a secret as it was typed; undefined where nothing is */
export function problemWith(field: SecretField, value: string): SecretProblem | undefined {
  if (value === '') return field.mayBeEmpty === true ? undefined : 'missing'
  switch (field.kind) {
    case 'pin':
    case 'new-pin':
      return value.length > 256 ? 'length' : undefined
    case 'passphrase':
      return value.length > 1024 ? 'length' : undefined
    case 'management-key':
      return /^(?:[0-9A-Fa-f]{2}){16,32}$/.test(value) ? undefined : 'hex'
    case 'yubikey-pin':
    case 'puk':
      return value.length < 6 || value.length > 8 ? 'length' : /^[\x20-\x7e]+$/.test(value) ? undefined : 'characters'
    case 'new-yubikey-pin':
    case 'new-puk':
      if (value.length < 6 || value.length > 8) return 'length'
      if (!/^[\x20-\x7e]+$/.test(value)) return 'characters'
      return factoryValues.includes(value) ? 'factory' : undefined
  }
}
