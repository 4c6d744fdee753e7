import { existsSync } from 'node:fs'

/** What is known of a product, from its own documentation and from behaviour seen. */
export interface KnownModule {
  readonly id: string
  readonly label: string
  /** How the module calls itself (CK_INFO: manufacturer and description). */
  readonly says: RegExp
  /** Where its packages put it, by platform; the first that exists counts. */
  readonly paths: Readonly<Partial<Record<NodeJS.Platform, readonly string[]>>>
  /** PINs that its tokens leave the factory with: never used to sign in, because everybody knows them. */
  readonly factoryPins: readonly string[]
  /** What its users have to know, each a sentence. */
  readonly quirks: readonly string[]
  /** What to install where it is missing. */
  readonly install: string
}

const debian = ['/usr/lib/x86_64-linux-gnu', '/usr/lib/aarch64-linux-gnu', '/usr/lib64', '/usr/lib', '/usr/local/lib']
const inLib = (...names: readonly string[]): readonly string[] =>
  debian.flatMap((folder) => names.map((name) => `${folder}/${name}`))
const brew = (...names: readonly string[]): readonly string[] =>
  ['/opt/homebrew/lib', '/usr/local/lib'].flatMap((folder) => names.map((name) => `${folder}/${name}`))

/** Modules that Chancery looks for; any other is used by its path. */
export const knownModules: readonly KnownModule[] = [
  {
    id: 'softhsm2',
    label: 'SoftHSM 2',
    says: /SoftHSM/i,
    paths: {
      linux: inLib('softhsm/libsofthsm2.so', 'pkcs11/libsofthsm2.so', 'libsofthsm2.so'),
      darwin: brew('softhsm/libsofthsm2.so'),
      win32: ['C:\\SoftHSM2\\lib\\softhsm2-x64.dll']
    },
    factoryPins: [],
    quirks: [
      'Keys are files on this machine: good for tests and training, no protection for a real authority.',
      'It never blocks a PIN, however often a wrong one is tried.',
      'It looks for tokens once; Chancery has it begin again to find those that were made since.'
    ],
    install: 'On Debian: apt-get install softhsm2'
  },
  {
    id: 'ykcs11',
    label: 'YubiKey PIV (ykcs11)',
    says: /Yubico.*PKCS#?11|YKCS11/i,
    paths: {
      linux: inLib('libykcs11.so', 'libykcs11.so.2', 'libykcs11.so.1'),
      darwin: brew('libykcs11.dylib'),
      win32: ['C:\\Program Files\\Yubico\\Yubico PIV Tool\\bin\\libykcs11.dll']
    },
    factoryPins: ['123456'],
    quirks: [
      'The key in slot 9c asks for the PIN before each signature.',
      'A touch policy makes each signature wait up to fifteen seconds for a finger.',
      'Two programs that use the same YubiKey disturb each other: close ykman and GnuPG while Chancery signs.',
      'Making keys needs the management key, which this interface does not take: use the YubiKey wizard.'
    ],
    install: 'On Debian: apt-get install ykcs11'
  },
  {
    id: 'opensc',
    label: 'OpenSC',
    says: /OpenSC/i,
    paths: {
      linux: inLib('opensc-pkcs11.so', 'pkcs11/opensc-pkcs11.so'),
      darwin: ['/Library/OpenSC/lib/opensc-pkcs11.so', ...brew('opensc-pkcs11.so')],
      win32: ['C:\\Program Files\\OpenSC Project\\OpenSC\\pkcs11\\opensc-pkcs11.dll']
    },
    factoryPins: ['123456'],
    quirks: [
      'One card shows up as several tokens where it has several PINs.',
      'Keys of some cards cannot be made through it; use the tool of the card and then its key here.'
    ],
    install: 'On Debian: apt-get install opensc-pkcs11'
  },
  {
    id: 'yubihsm',
    label: 'YubiHSM 2',
    says: /YubiHSM/i,
    paths: {
      linux: inLib('pkcs11/yubihsm_pkcs11.so', 'yubihsm_pkcs11.so'),
      darwin: brew('pkcs11/yubihsm_pkcs11.dylib', 'yubihsm_pkcs11.dylib'),
      win32: ['C:\\Program Files\\Yubico\\YubiHSM Shell\\bin\\pkcs11\\yubihsm_pkcs11.dll']
    },
    factoryPins: ['0001password'],
    quirks: [
      'It shows nothing before somebody has signed in: Chancery signs in first and searches then.',
      'The PIN is the number of an authentication key in four hex digits and its password, for example 0002secret.',
      'It has no security officer; programs that sign in as one fail.',
      'It needs a file yubihsm_pkcs11.conf that names the connector; set YUBIHSM_PKCS11_CONF to it.'
    ],
    install: 'From the SDK of YubiHSM 2'
  },
  {
    id: 'nitrokey',
    label: 'Nitrokey HSM, SmartCard-HSM',
    says: /SmartCard-HSM|sc-hsm/i,
    paths: { linux: inLib('libsc-hsm-pkcs11.so', 'pkcs11/libsc-hsm-pkcs11.so') },
    factoryPins: ['648219'],
    quirks: ['Three wrong PINs block it; the code of initialisation opens it again.'],
    install: 'OpenSC serves it as well'
  },
  {
    id: 'p11-kit',
    label: 'p11-kit (all modules that it knows)',
    says: /PKCS#11 Kit|p11-kit/i,
    paths: { linux: inLib('p11-kit-proxy.so'), darwin: brew('p11-kit-proxy.dylib') },
    factoryPins: [],
    quirks: ['It passes on to other modules, all in one process: add the module of the token itself where you can.'],
    install: 'On Debian: apt-get install p11-kit-modules'
  },
  {
    id: 'etoken',
    label: 'SafeNet eToken',
    says: /SafeNet|eToken|Gemalto|Thales/i,
    paths: {
      linux: inLib('libeToken.so', 'libeTPkcs11.so'),
      darwin: ['/usr/local/lib/libeToken.dylib'],
      win32: ['C:\\Windows\\System32\\eTPKCS11.dll']
    },
    factoryPins: ['1234567890'],
    quirks: ['Its own client may ask for a new PIN before the first use: do that first.'],
    install: 'From the SafeNet Authentication Client'
  },
  {
    id: 'luna',
    label: 'Thales Luna',
    says: /Luna|Chrystoki/i,
    paths: { linux: ['/usr/safenet/lunaclient/lib/libCryptoki2_64.so'] },
    factoryPins: [],
    quirks: ['The partition has to be initialised with its own tool.'],
    install: 'From the Luna client'
  },
  {
    id: 'nshield',
    label: 'Entrust nShield',
    says: /nCipher|nShield|Entrust/i,
    paths: { linux: ['/opt/nfast/toolkits/pkcs11/libcknfast.so'] },
    factoryPins: [],
    quirks: ['Without CKNFAST_LOADSHARING each module shows as a slot of its own.'],
    install: 'From the nShield software'
  },
  {
    id: 'epass',
    label: 'Feitian ePass',
    says: /Feitian|ePass|EnterSafe/i,
    paths: { linux: inLib('libcastle.so', 'libshuttle_p11v220.so') },
    factoryPins: ['12345678'],
    quirks: [],
    install: 'From the maker of the token'
  },
  {
    id: 'tpm2',
    label: 'TPM 2.0 (tpm2-pkcs11)',
    says: /tpm2/i,
    paths: { linux: inLib('libtpm2_pkcs11.so', 'pkcs11/libtpm2_pkcs11.so') },
    factoryPins: [],
    quirks: ['The keys belong to this machine and are lost with its main board.'],
    install: 'On Debian: apt-get install libtpm2-pkcs11-1'
  }
]

/** @returns the product of a module, by what it says of itself, else by its file name */
export function knownModuleOf(described: string, path: string): KnownModule | undefined {
  const name = path.split(/[\\/]/).at(-1) ?? ''
  return (
    knownModules.find(({ says }) => says.test(described)) ??
    knownModules.find(({ paths }) =>
      Object.values(paths).some((list) => list.some((one) => one.split(/[\\/]/).at(-1) === name))
    )
  )
}

/** @returns the modules that are installed in one of the usual places of this platform */
export function installedModules(
  platform: NodeJS.Platform = process.platform,
  exists: (path: string) => boolean = existsSync
): { readonly path: string; readonly label: string }[] {
  return knownModules.flatMap(({ label, paths }) => {
    const path = paths[platform]?.find(exists)
    return path === undefined ? [] : [{ path, label }]
  })
}
