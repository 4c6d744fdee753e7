/** Sections of the editor, in order, each with the parts of the content that it shows. */
export const editorSections = {
  general: ['description', 'certificateClass', 'publicTrust', 'warnings'],
  subject: ['subject'],
  names: ['alternativeNames'],
  key: ['keyAlgorithms', 'signatureAlgorithm', 'keyByChancery'],
  usage: ['keyUsage', 'extendedKeyUsage'],
  constraints: ['basicConstraints', 'nameConstraints', 'policies'],
  pointers: ['pointers', 'ocspNoCheck', 'mustStaple'],
  validity: ['validity', 'maximumValidity', 'backdate', 'atIssuerEnd'],
  channels: ['channels', 'requesterRoles', 'approval'],
  proof: ['proof'],
  renewal: ['renewal'],
  extensions: ['customExtensions', 'extensionsFromRequest']
} as const
export type EditorSection = keyof typeof editorSections
export const sectionOrder = Object.keys(editorSections) as readonly EditorSection[]

/** @param path dotted path in the content, with or without `content.` in front. @returns the section that shows it */
export function sectionOf(path: string): EditorSection | undefined {
  const head = path.replace(/^content\./, '').split(/[.[]/)[0] ?? ''
  return sectionOrder.find((section) => (editorSections[section] as readonly string[]).includes(head))
}

/** @returns how many leaves an error tree of the form has under each section */
export function errorsBySection(errors: Readonly<Record<string, unknown>>): ReadonlyMap<EditorSection, number> {
  const counts = new Map<EditorSection, number>()
  for (const [field, error] of Object.entries(errors)) {
    const section = sectionOf(field)
    if (section !== undefined) counts.set(section, (counts.get(section) ?? 0) + leaves(error))
  }
  return counts
}

function leaves(error: unknown): number {
  if (typeof error !== 'object' || error === null) return 0
  if ('message' in error && typeof error.message === 'string') return 1
  return Object.entries(error).reduce((sum, [key, part]) => (key === 'ref' ? sum : sum + leaves(part)), 0)
}
