import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { useRead } from '../../live.ts'
import { useMay } from '../../state/session.tsx'
import { matchesWords } from './palette-lines.ts'

/** What the palette finds beside certificates, in the order in which it is shown. */
export const paletteObjectGroups = ['requests', 'authorities', 'profiles', 'devices', 'ceremonies', 'reports'] as const

export interface PaletteObject {
  readonly group: (typeof paletteObjectGroups)[number]
  readonly id: number | string
  readonly label: string
  readonly detail: string
  readonly path: string
}

/** Lines of one group. */
const MOST = 5

/** @returns the number of a request that a text names: `17` or `#17`; null for anything else */
export function requestNumber(text: string): number | null {
  const [, digits] = /^#?(\d{1,9})$/.exec(text.trim()) ?? []
  const number = Number(digits)
  return digits === undefined || number < 1 ? null : number
}

/** @returns the objects whose name matches; at most five of a group */
export function matching(text: string, objects: readonly PaletteObject[]): readonly PaletteObject[] {
  return paletteObjectGroups.flatMap((wanted) =>
    objects
      .filter(({ group, label, detail }) => group === wanted && matchesWords(text, `${label} ${detail}`))
      .slice(0, MOST)
  )
}

/** Finds requests by number or name, and authorities, profiles, devices, ceremonies and reports by name. */
export function usePaletteObjects(asked: string): {
  readonly objects: readonly PaletteObject[]
  readonly busy: boolean
} {
  const { i18n } = useTranslation()
  const number = requestNumber(asked)
  const searched = asked.length >= 2
  const mayRequests = useMay('request.read-own')
  const mayReports = useMay('report.read')
  const numbered = useRead('request.show', { id: number ?? 0 }, { enabled: mayRequests && number !== null })
  const requests = useRead(
    'request.list',
    { text: asked, limit: MOST },
    { enabled: mayRequests && searched && number === null, keepPrevious: true }
  )
  const devices = useRead(
    'device.list',
    { text: asked, limit: MOST },
    { enabled: useMay('service.read') && searched, keepPrevious: true }
  )
  const authorities = useRead('authority.list', {}, { enabled: useMay('authority.read') && searched })
  const profiles = useRead('profile.list', {}, { enabled: useMay('profile.read') && searched })
  const ceremonies = useRead('ceremony.list', {}, { enabled: useMay('ceremony.read') && searched })
  const language = i18n.language.startsWith('de') ? 'de' : 'en'
  const reports = useRead('report.list', { language }, { enabled: mayReports && searched })
  const objects = useMemo<readonly PaletteObject[]>(() => {
    const rows =
      number === null ? (requests.data?.rows ?? []) : numbered.data === undefined ? [] : [numbered.data.request]
    const found = rows.map(({ id, subject, names, requester, profileName }): PaletteObject => ({
      group: 'requests',
      id,
      label: `#${id} ${subject === '' ? names : subject}`,
      detail: `${profileName} · ${requester}`,
      path: `/requests/${id}`
    }))
    if (!searched) return number === null ? [] : found
    // The engine has matched requests and devices already, by more than the name that is shown.
    const met = (devices.data?.rows ?? []).map(({ id, name, serviceName, certificate }): PaletteObject => ({
      group: 'devices',
      id,
      label: name,
      detail: serviceName,
      path: certificate === null ? '/devices' : `/certificates/${certificate.id}`
    }))
    const named = matching(asked, [
      ...(authorities.data?.authorities ?? []).map(({ id, name, subject }): PaletteObject => ({
        group: 'authorities',
        id,
        label: name,
        detail: subject,
        path: `/authorities/${id}`
      })),
      ...(profiles.data?.profiles ?? []).map(({ id, name, description }): PaletteObject => ({
        group: 'profiles',
        id,
        label: name,
        detail: description,
        path: `/profiles/${id}`
      })),
      ...(ceremonies.data?.ceremonies ?? []).map(({ id, title, openedBy }): PaletteObject => ({
        group: 'ceremonies',
        id,
        label: title,
        detail: openedBy,
        path: `/ceremonies/${id}`
      })),
      ...(reports.data?.reports ?? [])
        .filter(({ allowed }) => allowed)
        .map(({ report, title, answers }): PaletteObject => ({
          group: 'reports',
          id: report,
          label: title,
          detail: answers,
          path: `/reports/${report}`
        }))
    ])
    return paletteObjectGroups.flatMap((group) => [...found, ...met, ...named].filter((one) => one.group === group))
  }, [
    number,
    searched,
    asked,
    numbered.data,
    requests.data,
    devices.data,
    authorities.data,
    profiles.data,
    ceremonies.data,
    reports.data
  ])
  return { objects, busy: requests.isFetching || numbered.isFetching || devices.isFetching }
}
