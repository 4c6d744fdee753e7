import History from '@mui/icons-material/History'
import type { SvgIconComponent } from '@mui/icons-material'
import type { CertificateRow } from '../../../src-shared/model/certificate.ts'
import type { RecentEntry } from '../../state/recent.ts'
import type { Action } from '../action/action.ts'
import type { PaletteObject } from './palette-objects.ts'

export interface PaletteLine {
  readonly id: string
  readonly group: 'recent' | 'screens' | 'actions' | 'certificates' | PaletteObject['group']
  readonly label: string
  readonly detail?: string
  readonly icon?: SvgIconComponent
  readonly shortcut?: string
  readonly certificate?: CertificateRow
  readonly run: () => void
}

/** Lines of what was opened: before anything is typed, and among what is found. */
const MOST_RECENT = 6
const MOST_RECENT_FOUND = 3

interface PaletteSources {
  readonly text: string
  readonly screens: readonly { readonly path: string; readonly label: string; readonly icon: SvgIconComponent }[]
  readonly actions: readonly Action[]
  readonly certificates: readonly CertificateRow[]
  readonly objects: readonly PaletteObject[]
  /** What the operator opened, the latest first. */
  readonly recent: readonly (RecentEntry & { readonly kind: string })[]
  readonly go: (path: string) => void
}

/** @returns whether every word of the query begins a word of the label */
export function matchesWords(query: string, label: string): boolean {
  const words = label.toLowerCase().split(/\s+/)
  return query
    .toLowerCase()
    .split(/\s+/)
    .filter(Boolean)
    .every((part) => words.some((word) => word.startsWith(part)))
}

/** What the palette offers for a text: what can be done here, where one can go, and what is found by its name. */
export function paletteLines(sources: PaletteSources): readonly PaletteLine[] {
  const { text, go } = sources
  const seen = new Set<string>()
  const actions = sources.actions
    .filter((action) => action.hidden !== true && action.blocked === undefined && matchesWords(text, action.label))
    .filter(({ id }) => !seen.has(id) && seen.add(id) !== undefined)
    .map(({ id, label, icon, shortcut, run }): PaletteLine => ({
      id,
      group: 'actions',
      label,
      run,
      ...(icon === undefined ? {} : { icon }),
      ...(shortcut === undefined ? {} : { shortcut })
    }))
  const screens = sources.screens
    .filter(({ label }) => matchesWords(text, label))
    .map(({ path, label, icon }): PaletteLine => ({
      id: path,
      group: 'screens',
      label,
      icon,
      run: () => {
        go(path)
      }
    }))
  const certificates = sources.certificates.map((certificate): PaletteLine => ({
    id: `certificate ${certificate.id}`,
    group: 'certificates',
    label: certificate.subject === '' ? certificate.names : certificate.subject,
    detail: `${certificate.authorityName ?? certificate.issuer} · ${certificate.serial}`,
    certificate,
    run: () => {
      go(`/certificates/${certificate.id}`)
    }
  }))
  const objects = sources.objects.map(({ group, id, label, detail, path }) => ({
    path,
    line: {
      id: `${group} ${id}`,
      group,
      label,
      ...(detail === '' ? {} : { detail }),
      run: () => {
        go(path)
      }
    }
  }))
  const found = new Map(sources.certificates.map((certificate) => [`/certificates/${certificate.id}`, certificate]))
  const wanted = sources.recent
    .filter(({ label }) => matchesWords(text, label))
    .slice(0, text.trim() === '' ? MOST_RECENT : MOST_RECENT_FOUND)
  const recent = wanted.map(({ path, label, kind }): PaletteLine => {
    const certificate = found.get(path)
    return {
      id: `recent ${path}`,
      group: 'recent',
      label,
      detail: kind,
      icon: History,
      ...(certificate === undefined ? {} : { certificate }),
      run: () => {
        go(path)
      }
    }
  })
  const again = new Set(wanted.map(({ path }) => path))
  // Commands and screens keep their place: a report named like a command must not be what Enter takes. And who types the
  // whole name of a screen or a command means it, even where something of that name was open a moment ago.
  const here = [...actions, ...screens]
  const named = here.filter(({ label }) => label.toLowerCase() === text.trim().toLowerCase())
  return [
    ...named,
    ...recent,
    ...certificates.filter(({ certificate }) => !again.has(`/certificates/${certificate?.id ?? 0}`)),
    ...here.filter((line) => !named.includes(line)),
    ...objects.filter(({ path }) => !again.has(path)).map(({ line }) => line)
  ]
}
