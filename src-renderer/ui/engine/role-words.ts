import { builtInRoles } from '../../../src-shared/model/permission.ts'
import { germanWord } from './german-word.ts'

/** What the built-in roles are called in German, by their name; the engine says it in English. */
export const roleWordsDe: Readonly<Record<string, string>> = {
  'ca-administrator': 'CA-Verwalter',
  'profile-administrator': 'Profilverwalter',
  officer: 'CA-Beauftragter',
  approver: 'Genehmiger',
  auditor: 'Auditor',
  'backup-operator': 'Sicherungsbediener',
  requester: 'Antragsteller'
}

/** @returns what a role is called in the language of the window; a role of the installation's own is called as somebody wrote */
export function roleWords(language: string, name: string, label?: string): string {
  return (
    germanWord(language, roleWordsDe, name) ?? label ?? builtInRoles.find((role) => role.name === name)?.label ?? name
  )
}

/** @returns the roles to choose from, called as the window calls them */
export function roleChoices(
  language: string,
  roles: readonly { readonly name: string; readonly label: string }[]
): readonly { readonly value: string; readonly label: string }[] {
  return roles.map(({ name, label }) => ({ value: name, label: roleWords(language, name, label) }))
}
