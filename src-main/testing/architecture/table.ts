/**
 * Who may import whom: the table of the design, as a value. `shared` is open to everyone.
 * A folder may always import itself. `types` lists what may be imported with `import type` only.
 */
export interface Row {
  /** Areas, or single files, that may be imported. */
  readonly may: readonly string[]
  readonly types?: readonly string[]
  /** Single files that stay forbidden although their area is allowed. */
  readonly never?: readonly string[]
  /** Node's own modules: all, none, or the ones named. */
  readonly node: 'all' | 'none' | readonly string[]
  /** Packages: all (but `electron`), or the ones named; a trailing slash stands for a scope. */
  readonly packages: 'all' | readonly string[]
}

const codecPackages = ['pkijs', 'asn1js', 'reflect-metadata', '@peculiar/', '@noble/', 'tr46', 'ipaddr.js', 'tldts']
const outsideService: Row = { may: ['world', 'pki', 'ca', 'store'], node: 'all', packages: 'all' }

export const table = {
  shared: { may: [], node: 'none', packages: ['zod'] },
  world: { may: [], node: 'all', packages: 'all' },
  pki: { may: [], node: ['node:crypto'], packages: codecPackages },
  store: { may: [], node: 'all', packages: ['better-sqlite3'] },
  keys: { may: ['pki', 'world'], node: 'all', packages: 'all' },
  validation: { may: ['world', 'pki', 'store'], node: 'all', packages: 'all' },
  ca: {
    may: ['world', 'pki', 'store', 'validation'],
    types: ['src-main/keys/signer.ts', 'src-main/keys/token-keys.ts', 'src-main/keys/piv/yubikeys.ts'],
    node: 'all',
    // Parsers of text and calendars, nothing that opens a file or a connection.
    packages: ['zod', 'croner', 'csv-stringify', 'tldts', 'ipaddr.js', 'tr46', 'yaml', 'ics']
  },
  /** One protocol; `{self}` stands for its own name. */
  protocol: {
    may: ['world', 'pki', 'ca', 'validation', 'protocols/http', 'src-main/store/{self}.ts', 'src-main/store/jobs.ts'],
    types: ['src-main/protocols/protocol.ts', 'store'],
    never: ['src-main/ca/sign.ts'],
    node: 'all',
    packages: 'all'
  },
  /** The descriptor, the list and the listeners. */
  protocols: {
    may: ['world', 'pki', 'ca', 'validation', 'protocol', 'protocols/http'],
    types: ['store'],
    never: ['src-main/ca/sign.ts'],
    node: 'all',
    packages: 'all'
  },
  'protocols/http': {
    may: ['world', 'pki'],
    types: ['src-main/protocols/protocol.ts', 'ca'],
    node: 'all',
    packages: 'all'
  },
  connectors: outsideService,
  discovery: outsideService,
  reports: outsideService,
  notifications: outsideService,
  // The carriers listen through world, which holds no rules.
  api: { may: ['world', 'ca', 'store'], types: ['engine'], node: 'all', packages: 'all' },
  engine: {
    may: [
      'world',
      'pki',
      'store',
      'keys',
      'validation',
      'ca',
      'protocol',
      'protocols',
      'protocols/http',
      'connectors',
      'discovery',
      'reports',
      'notifications',
      'api'
    ],
    node: 'all',
    packages: 'all'
  },
  // The files of the user interface are read the same way for the window and over HTTP.
  shell: {
    may: ['src-main/world/page-file.ts', 'src-main/world/random.ts'],
    types: ['world'],
    node: 'all',
    packages: ['electron']
  },
  // An entry picks the Node version of the outside for the engine that it starts.
  entry: {
    may: ['engine', 'shell', 'world', 'src-main/api/port.ts', 'src-main/api/http.ts', 'src-main/api/local-socket.ts'],
    types: ['api'],
    node: 'all',
    packages: 'all'
  },
  renderer: { may: [], node: 'none', packages: 'all' },
  testing: {
    may: [
      'world',
      'pki',
      'store',
      'keys',
      'validation',
      'ca',
      'protocol',
      'protocols',
      'protocols/http',
      'connectors',
      'discovery',
      'reports',
      'notifications',
      'api',
      'engine',
      'shell',
      'entry'
    ],
    node: 'all',
    packages: 'all'
  }
} as const satisfies Record<string, Row>

export type Area = keyof typeof table

const plainFolders: readonly Area[] = [
  'world',
  'pki',
  'store',
  'keys',
  'validation',
  'ca',
  'connectors',
  'discovery',
  'reports',
  'notifications',
  'api',
  'engine',
  'shell',
  'entry',
  'testing'
]

/** @returns the area that a file belongs to, and for a protocol its name; undefined for files outside every area */
export function areaOf(path: string): { readonly area: Area; readonly self: string } | undefined {
  if (path.startsWith('src-shared/')) return { area: 'shared', self: '' }
  if (path.startsWith('src-renderer/')) return { area: 'renderer', self: '' }
  const parts = path.split('/')
  const [top, folder, third] = parts
  if (top !== 'src-main') return undefined
  if (folder === 'protocols') {
    if (parts.length === 3 || third === undefined) return { area: 'protocols', self: '' }
    return third === 'http' ? { area: 'protocols/http', self: '' } : { area: 'protocol', self: third }
  }
  const area = plainFolders.find((name) => name === folder)
  return area === undefined ? undefined : { area, self: '' }
}
