import type { SvgIconComponent } from '@mui/icons-material'
import type { CertificateRow } from '../../../src-shared/model/certificate.ts'
import type { Action } from '../action/action.ts'
import type { PaletteObject } from './palette-objects.ts'

export interface PaletteLine {
  readonly id: string
  readonly group: 'screens' | 'actions' | 'certificates' | PaletteObject['group']
  readonly label: string
  readonly detail?: string
  readonly icon?: SvgIconComponent
  readonly shortcut?: string
  readonly certificate?: CertificateRow
  readonly run: () => void
}

interface PaletteSources {
  readonly text: string
  readonly screens: readonly { readonly path: string; readonly label: string; readonly icon: SvgIconComponent }[]
  readonly actions: readonly Action[]
  readonly certificates: readonly CertificateRow[]
  readonly objects: readonly PaletteObject[]
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
  const objects = sources.objects.map(({ group, id, label, detail, path }): PaletteLine => ({
    id: `${group} ${id}`,
    group,
    label,
    ...(detail === '' ? {} : { detail }),
    run: () => {
      go(path)
    }
  }))
  // Commands and screens keep their place: a report named like a command must not be what Enter takes.
  return [...certificates, ...actions, ...screens, ...objects]
}
