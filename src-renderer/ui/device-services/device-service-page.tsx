import Add from '@mui/icons-material/Add'
import { useMemo, useState, type ReactElement, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { DeviceProtocol } from '../../../src-shared/api/devices.ts'
import { useMay } from '../../state/session.tsx'
import { useActions } from '../action/action-registry.tsx'
import type { Action } from '../action/action.ts'
import { TabbedPage, type ServiceTab } from '../services/tabbed-page.tsx'
import type { DeviceService } from './device-service-list.tsx'
import { DeviceTable } from './device-table.tsx'
import { DeviceLogTab } from './log-tab.tsx'
import { RecipeTab, type RecipeService } from './recipe-tab.tsx'
import { useServiceActions } from './use-service-actions.tsx'

/** The page of one service for devices: the tabs that all have, filled with what its protocol says. */
export function DeviceServicePage(props: {
  readonly protocol: DeviceProtocol
  readonly service: DeviceService
  /** What its recipes need beyond the address. */
  readonly recipe?: Pick<RecipeService, 'fingerprint' | 'page'>
  /** What lets a device in is made here: the button, and the dialog that it opens; left out where there is none. */
  readonly make: {
    readonly id: string
    readonly label: string
    readonly dialog: (close: () => void) => ReactNode
  } | null
  readonly overview: () => ReactNode
  /** What devices get in with, and further tabs beside it. */
  readonly credentials: Omit<ServiceTab, 'name'>
  readonly more?: readonly ServiceTab[]
  readonly enrolments: () => ReactNode
  readonly settings: () => ReactNode
}): ReactElement {
  const { t } = useTranslation('device-services')
  const { protocol, service, make } = props
  const mayEdit = useMay('service.edit')
  const [making, setMaking] = useState(false)
  const { actions, dialogs } = useServiceActions(protocol, service)
  const [makeId, makeLabel] = [make?.id, make?.label]
  const main = useMemo<readonly Action[]>(
    () =>
      mayEdit && makeId !== undefined && makeLabel !== undefined
        ? [
            {
              id: makeId,
              label: makeLabel,
              icon: Add,
              tone: 'primary' as const,
              run: () => {
                setMaking(true)
              }
            }
          ]
        : [],
    [mayEdit, makeId, makeLabel]
  )
  useActions(main)
  const { profileId, address, path } = service
  const { fingerprint, page } = props.recipe ?? { fingerprint: null, page: null }
  const list = { fills: true } as const
  return (
    <TabbedPage
      title={service.name}
      state={service.state}
      actions={main}
      menu={actions}
      tabs={[
        { name: 'overview', label: t('tab.overview'), content: props.overview },
        {
          name: 'recipes',
          label: t('tab.recipes'),
          content: () => <RecipeTab service={{ protocol, profileId, address, path, fingerprint, page }} />
        },
        { name: 'credentials', ...props.credentials },
        ...(props.more ?? []),
        { name: 'enrolments', label: t('tab.enrolments'), ...list, content: props.enrolments },
        {
          name: 'devices',
          label: t('tab.devices'),
          ...list,
          content: () => <DeviceTable of={{ protocol, service: service.id }} />
        },
        {
          name: 'log',
          label: t('tab.log'),
          ...list,
          content: () => (
            <DeviceLogTab service={`${protocol}:${service.name}`} to={`/services/${protocol}/${service.id}`} />
          )
        },
        { name: 'settings', label: t('tab.settings'), content: props.settings }
      ]}
    >
      {dialogs}
      {making &&
        make?.dialog(() => {
          setMaking(false)
        })}
    </TabbedPage>
  )
}
