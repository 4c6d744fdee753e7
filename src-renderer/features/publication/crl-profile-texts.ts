import type { SameKeys } from '../../texts.ts'

/** Words of CRL profiles: settings of CRLs under a name, which several authorities follow. */
export const crlProfileEn = {
  title: 'CRL profiles',
  lead: 'How CRLs come, under a name: what is changed here changes for every authority that follows.',
  add: 'New CRL profile',
  newTitle: 'New CRL profile',
  oneTitle: 'CRL profile {{name}}',
  formLead: 'Holds for CRLs that are signed from now on. What is out stays as it is.',
  column: { name: 'Name', how: 'How CRLs come', followers: 'Followed by' },
  nobody: 'No authority',
  empty: {
    title: 'No CRL profile yet',
    text: 'Each authority has CRL settings of its own. Put settings under a name when several authorities are to share them.'
  },
  general: 'Name',
  name: 'Name',
  description: 'Description',
  touches_one: 'Saving changes {{count}} authority: {{names}}.',
  touches_other: 'Saving changes {{count}} authorities: {{names}}.',
  touchesNone: 'No authority follows it yet. Choose it in the policy of an authority.',
  create: 'Create CRL profile',
  save: 'Save',
  created: 'The CRL profile {{name}} is made',
  saved: 'The CRL profile {{name}} is saved',
  delete: 'Delete CRL profile',
  deleted: 'The CRL profile {{name}} is deleted',
  deleteTitle: 'Delete the CRL profile {{name}}?',
  deleteText: 'No authority follows it. The audit log keeps what it said.',
  followed: 'Authorities follow it: give them another, or settings of their own, first.',
  choose: 'Follows',
  chooseHelp: 'A CRL profile that several authorities may share, or settings of its own',
  own: 'Settings of its own',
  edit: 'Open the CRL profile',
  follows: 'CRL profile {{name}}: {{words}}'
} as const

export const crlProfileDe: SameKeys<typeof crlProfileEn> = {
  title: 'Sperrlistenprofile',
  lead: 'Wie Sperrlisten entstehen, unter einem Namen: Was hier geändert wird, ändert sich für jede Stelle, die folgt.',
  add: 'Neues Sperrlistenprofil',
  newTitle: 'Neues Sperrlistenprofil',
  oneTitle: 'Sperrlistenprofil {{name}}',
  formLead: 'Gilt für Sperrlisten, die von jetzt an unterschrieben werden. Was draußen ist, bleibt, wie es ist.',
  column: { name: 'Name', how: 'Wie Sperrlisten entstehen', followers: 'Ihm folgen' },
  nobody: 'Keine Stelle',
  empty: {
    title: 'Noch kein Sperrlistenprofil',
    text: 'Jede Stelle hat eigene Einstellungen für Sperrlisten. Legen Sie welche unter einem Namen ab, wenn mehrere Stellen sie teilen sollen.'
  },
  general: 'Name',
  name: 'Name',
  description: 'Beschreibung',
  touches_one: 'Speichern ändert {{count}} Stelle: {{names}}.',
  touches_other: 'Speichern ändert {{count}} Stellen: {{names}}.',
  touchesNone: 'Noch folgt ihm keine Stelle. Wählen Sie es in den Regeln einer Stelle.',
  create: 'Sperrlistenprofil anlegen',
  save: 'Speichern',
  created: 'Das Sperrlistenprofil {{name}} ist angelegt',
  saved: 'Das Sperrlistenprofil {{name}} ist gespeichert',
  delete: 'Sperrlistenprofil löschen',
  deleted: 'Das Sperrlistenprofil {{name}} ist gelöscht',
  deleteTitle: 'Das Sperrlistenprofil {{name}} löschen?',
  deleteText: 'Keine Stelle folgt ihm. Was es sagte, bleibt im Protokoll.',
  followed: 'Stellen folgen ihm: Geben Sie ihnen zuerst ein anderes oder eigene Einstellungen.',
  choose: 'Folgt',
  chooseHelp: 'Einem Sperrlistenprofil, das mehrere Stellen teilen können, oder eigenen Einstellungen',
  own: 'Eigene Einstellungen',
  edit: 'Sperrlistenprofil öffnen',
  follows: 'Sperrlistenprofil {{name}}: {{words}}'
}
