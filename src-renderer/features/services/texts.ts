import type { SameKeys } from '../../texts.ts'

export const en = {
  title: 'Services',
  lead: 'What this installation answers by itself, by protocol: where, under which profile, and what happened there last.',
  add: 'Add service',
  new: { title: 'Add a service', lead: 'Which protocol do its clients speak?' }
} as const

export const de: SameKeys<typeof en> = {
  title: 'Dienste',
  lead: 'Was diese Installation von selbst beantwortet, nach Protokoll: wo, unter welchem Profil und was dort zuletzt geschah.',
  add: 'Dienst hinzufügen',
  new: { title: 'Dienst hinzufügen', lead: 'Welches Protokoll sprechen seine Clients?' }
}
