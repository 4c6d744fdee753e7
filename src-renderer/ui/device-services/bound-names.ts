import type { AlternativeName, SubjectEntry } from '../../../src-shared/model/subject-entry.ts'

/** @returns a name as people type it with its kind: an address, a mailbox, a URI, else a DNS name */
export function typedName(text: string): AlternativeName {
  const value = text.trim()
  if (/^\d{1,3}(?:\.\d{1,3}){3}$/.test(value) || /^[0-9A-Fa-f]*:[0-9A-Fa-f:.]*$/.test(value))
    return { type: 'ip', value }
  if (value.includes('://') || value.startsWith('urn:')) return { type: 'uri', value }
  return { type: value.includes('@') ? 'email' : 'dns', value }
}

/** @returns the subject that was filled in; empty for none */
export function subjectOf(fields: { readonly commonName: string; readonly organization: string }): SubjectEntry[] {
  return [
    ...(fields.commonName === '' ? [] : [{ type: 'CN', value: fields.commonName }]),
    ...(fields.organization === '' ? [] : [{ type: 'O', value: fields.organization }])
  ]
}
